import type { Document, Me, Template } from '../api/types';

export const me = {
  user: { id: 'u1', email: 'olga@example.com', name: 'Olga Berg', role: 'owner', created_at: '2026-01-02T03:04:05Z' },
  organization: { id: 'o1', name: 'Oak', locale: 'en', currency: 'EUR', time_zone: 'UTC', created_at: '2026-01-02T03:04:05Z' },
} as Me;

export const proposalSchema = {
  type: 'object',
  required: ['client', 'date', 'items'],
  properties: {
    client: {
      type: 'object',
      title: 'Client',
      required: ['name'],
      properties: {
        name: { type: 'string', title: 'Client name', maxLength: 20 },
        email: { type: 'string', title: 'Client e-mail', format: 'email' },
      },
    },
    date: { type: 'string', title: 'Date', format: 'date' },
    items: {
      type: 'array',
      title: 'Items',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'price'],
        properties: {
          name: { type: 'string', title: 'Item' },
          quantity: { type: 'string', title: 'Quantity', format: 'decimal', default: '1' },
          price: { type: 'string', title: 'Price', format: 'money' },
        },
      },
    },
    vat_rate: { type: 'string', title: 'VAT', format: 'decimal', default: '20' },
    paid: { type: 'boolean', title: 'Paid' },
    terms: { title: 'Terms', enum: ['in advance', 'on delivery'] },
    introduction: { type: 'string', title: 'Introduction', 'x-written': true },
    note: { type: 'string', title: 'Note', format: 'textarea' },
  },
};

export const proposal = {
  id: 't1',
  owner_id: 'u1',
  name: 'Commercial proposal',
  kind: 'proposal',
  locale: 'en',
  schema: proposalSchema,
  prompt_hint: 'Be brief',
  version: 3,
  created_at: '2026-01-02T03:04:05Z',
  updated_at: '2026-01-02T03:04:05Z',
  syntax: 'markdown',
  formats: ['pdf', 'docx', 'html'],
  file_name: null,
  source: '# Proposal\n\n{{ client.name }}\n',
  sample: {
    client: { name: 'North Wind' },
    date: '2026-11-23',
    items: [
      { name: 'Desk', quantity: '2', price: '100.00' },
      { name: 'Chair', quantity: '4', price: '49.50' },
    ],
  },
} as unknown as Template;

export const document1 = {
  id: 'd1',
  template_id: 't1',
  template_name: 'Commercial proposal',
  template_version: 3,
  kind: 'proposal',
  owner_id: 'u1',
  title: 'For North Wind',
  payload: {},
  formats: ['pdf', 'docx'],
  status: 'draft',
  failure: null,
  file_url: null,
  files: [],
  cost_tokens: 0,
  created_at: '2026-11-23T09:00:00Z',
  updated_at: '2026-11-23T09:00:00Z',
} as unknown as Document;

/** As `GET /api/v1/series` gives them. */
export const series = {
  items: (['proposal', 'contract', 'invoice', 'act', 'delivery_note', 'letter', 'power_of_attorney', 'other'] as const).map((kind) => ({
    id: `s-${kind}`,
    kind,
    name: `Our ${kind}s`,
    pattern: `${kind[0]?.toUpperCase()}-{year}-{seq:04}`,
    reset: 'yearly',
    is_default: true,
    next_seq: 7,
    next_number: `${kind[0]?.toUpperCase()}-2026-0007`,
    created_at: '2026-01-02T03:04:05Z',
    updated_at: '2026-01-02T03:04:05Z',
  })),
  next_cursor: null,
};

/** Listens to nothing: the test browser has no EventSource. */
export class SilentEvents extends EventTarget {
  static readonly CLOSED = 2;
  static last: SilentEvents | null = null;
  readyState = 1;
  constructor() {
    super();
    SilentEvents.last = this;
  }
  close() {}
  tell(type: string, data?: unknown) {
    this.dispatchEvent(data === undefined ? new Event(type) : new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}
