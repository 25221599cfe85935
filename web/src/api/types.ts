import type { components } from './schema';

type Schemas = components['schemas'];

export type Problem = Schemas['Problem'];
export type User = Schemas['User'];
export type Organization = Schemas['Organization'];
export type Me = Schemas['Me'];
export type Session = Schemas['Session'];
export type TemplateSummary = Schemas['TemplateSummary'];
export type Template = Schemas['Template'];
export type InspectedTemplate = Schemas['InspectedTemplate'];
export type UploadedTemplate = Schemas['UploadedTemplate'];
export type TemplateNote = Schemas['TemplateNote'];
export type TemplateVersion = Schemas['TemplateVersion'];
export type Document = Schemas['Document'];
export type DocumentPreview = Schemas['DocumentPreview'];
export type Series = Schemas['Series'];
export type RegisteredNumber = Schemas['RegisteredNumber'];
export type JobSummary = Schemas['JobSummary'];
export type JobDetails = Schemas['JobDetails'];
export type QueueStanding = Schemas['QueueStanding'];
export type Schedule = Schemas['Schedule'];
export type BulkInspection = Schemas['BulkInspection'];
export type BulkRun = Schemas['BulkRunView'];
export type BulkProblem = Schemas['BulkProblem'];

export type BulkState = 'running' | 'paused' | 'packing' | 'done' | 'cancelled' | 'failed';
export type Kind = 'proposal' | 'contract' | 'invoice' | 'act' | 'delivery_note' | 'letter' | 'power_of_attorney' | 'other';
export type Format = 'pdf' | 'docx' | 'html' | 'xlsx';
export type Status = 'draft' | 'ready' | 'failed';
export type Reset = 'never' | 'yearly' | 'monthly';
export type Standing = 'unissued' | 'issued' | 'voided';
export type JobState = 'blocked' | 'scheduled' | 'available' | 'running' | 'done' | 'dead' | 'cancelled';
export type NumberState = 'issued' | 'voided';
export type Missed = 'skip' | 'once' | 'all';

export const kinds: readonly Kind[] = [
  'proposal',
  'contract',
  'invoice',
  'act',
  'delivery_note',
  'letter',
  'power_of_attorney',
  'other',
];
export const formats: readonly Format[] = ['pdf', 'docx', 'html', 'xlsx'];
export const resets: readonly Reset[] = ['never', 'yearly', 'monthly'];
export const misses: readonly Missed[] = ['once', 'skip', 'all'];
export const standings: readonly Standing[] = ['unissued', 'issued', 'voided'];
export const jobStates: readonly JobState[] = ['available', 'running', 'scheduled', 'blocked', 'done', 'dead', 'cancelled'];
export const statuses: readonly Status[] = ['draft', 'ready', 'failed'];

/** A kind this build does not know is shown among the others. */
export function kindOf(value: string): Kind {
  return kinds.find((kind) => kind === value) ?? 'other';
}

export function mayManage(user: User): boolean {
  return user.role === 'owner' || user.role === 'admin';
}

export const mayEditTemplates = mayManage;
