/** Files that can be templates, as the attribute of an input. */
export const acceptedFiles =
  '.docx,.xlsx,.md,application/vnd.openxmlformats-officedocument.wordprocessingml.document,' +
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/markdown';
