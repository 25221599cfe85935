import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MantineProvider } from '@mantine/core';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { mostFileBytes, pictureType } from './chosenFiles';
import { formOf, fromPayload, type FormObject } from './fields';
import { FormContext } from './FormContext';
import { withValue } from './paths';
import { toPayload } from './payload';
import { SchemaForm } from './SchemaForm';

const schema = {
  type: 'object',
  required: ['stamp'],
  properties: {
    stamp: { type: 'string', contentEncoding: 'base64', 'x-kind': 'picture', title: 'Stamp' },
    terms: { type: 'string', contentEncoding: 'base64', 'x-kind': 'word', title: 'Terms' },
    inn: { type: 'string', format: 'inn', title: 'ИНН' },
    groups: {
      type: 'array',
      title: 'Groups',
      items: {
        type: 'object',
        required: ['name', 'items'],
        properties: {
          name: { type: 'string', title: 'Group name' },
          items: { type: 'array', title: 'Goods', items: { type: 'object', properties: { title: { type: 'string', title: 'Good' } } } },
        },
      },
    },
  },
};
const form = formOf(schema);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
let held: FormObject = {};

function Shown() {
  const [value, setValue] = useState(form.initial as FormObject);
  held = value;
  return (
    <MantineProvider env="test">
      <FormContext value={{ value, errors: {}, change: (path, next) => setValue((now) => withValue(now, path, next) as FormObject) }}>
        <SchemaForm form={form} />
      </FormContext>
    </MantineProvider>
  );
}

const choose = (accept: string, file: File) =>
  fireEvent.change(document.querySelector(`input[accept*="${accept}"]`) as Element, { target: { files: [file] } });

describe('a field that holds a file', () => {
  it('shows the chosen picture and sends it in base64', async () => {
    render(<Shown />);
    expect(screen.getByRole('button', { name: 'Choose a picture', description: /Stamp/ })).toBeTruthy();
    choose('image/png', new File([png], 'stamp.png', { type: 'image/png' }));
    const picture = await screen.findByRole('img', { name: 'The chosen picture' });
    expect(picture.getAttribute('src')).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
    expect(toPayload(form, held).stamp).toBe('iVBORw0KGgoAAAAA');
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(toPayload(form, held)).not.toHaveProperty('stamp');
  });

  it('refuses what is no picture or too large, and says so', async () => {
    render(<Shown />);
    choose('image/png', new File(['x'], 'a.gif', { type: 'image/gif' }));
    await screen.findByText('Choose a PNG, JPEG or SVG picture');
    choose('image/png', new File(['<svg>', 'x'.repeat(mostFileBytes)], 'a.svg', { type: 'image/svg+xml' }));
    await screen.findByText('The file is too large: 500 KB at most');
    choose('.docx', new File(['x'], 'terms.pdf'));
    await screen.findByText('Choose a Word file (.docx)');
  });

  it('takes a Word file to be put into the document', async () => {
    render(<Shown />);
    choose('.docx', new File(['PK'], 'terms.docx'));
    await waitFor(() => expect(toPayload(form, held).terms).toBe('UEs='));
  });

  it('tells pictures by their bytes', () => {
    expect(['iVBORw0KGgoA', '/9j/4AAQ', btoa('<svg/>'), btoa('<?xml ?>'), btoa('hello')].map(pictureType)).toEqual([
      'image/png',
      'image/jpeg',
      'image/svg+xml',
      'image/svg+xml',
      null,
    ]);
  });
});

describe('fields that Word files ask for', () => {
  it('put up the number pad for requisites', () => {
    render(<Shown />);
    expect(screen.getByLabelText('ИНН').getAttribute('inputmode')).toBe('numeric');
  });

  it('hold lists in lists', async () => {
    const payload = { stamp: 'iVBORw0KGgoAAAAA', groups: [{ name: 'A', items: [{ title: 'a1' }, { title: 'a2' }] }, { name: 'B', items: [{ title: 'b1' }] }] };
    expect(toPayload(form, fromPayload(form, payload) as FormObject)).toEqual(payload);
    render(<Shown />);
    await userEvent.click(screen.getByRole('button', { name: 'Add a line' }));
    const [inner] = screen.getAllByRole('button', { name: 'Add a line' });
    await userEvent.click(inner as Element);
    const goods = screen.getAllByLabelText(/^Good/).filter((each) => each.tagName === 'INPUT');
    await userEvent.type(goods.at(-1) as Element, 'Desk');
    await userEvent.type(screen.getByRole('textbox', { name: /Group name/ }), 'Office');
    expect(toPayload(form, held).groups).toEqual([{ name: 'Office', items: [{}, { title: 'Desk' }] }]);
  });
});
