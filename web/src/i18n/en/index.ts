import account from './account.json';
import bulk from './bulk.json';
import documents from './documents.json';
import form from './form.json';
import jobs from './jobs.json';
import numbering from './numbering.json';
import schedules from './schedules.json';
import shell from './shell.json';
import templates from './templates.json';

/** All that the web app says in English: a file for each part of it. */
const en = {
  ...shell,
  ...account,
  ...templates,
  ...form,
  ...documents,
  ...numbering,
  ...schedules,
  ...bulk,
  ...jobs,
};
export default en;
