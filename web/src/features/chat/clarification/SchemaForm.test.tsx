import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { ClarificationData } from '../../../protocol/parts';
import { ClarificationForm } from './ClarificationForm';
import { fieldsOf } from './formFields';

const SCHEMA = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', title: 'Your name', description: 'As on the ticket' },
    seats: { type: 'integer', minimum: 1, maximum: 9 },
    window: { type: 'boolean', default: true },
    meal: { type: 'string', enum: ['fish', 'none'], enumNames: ['Fish', 'Nothing'] },
  },
};

const QUESTION: ClarificationData = {
  id: 'q1',
  question: 'For whom?',
  schema: SCHEMA,
  expiresAt: '2099-01-01T00:00:00Z',
  state: 'waiting',
};

function show(data: ClarificationData): { onAnswer: ReturnType<typeof vi.fn>; onDecline: ReturnType<typeof vi.fn> } {
  const commands = { onAnswer: vi.fn(), onDecline: vi.fn() };
  render(<ClarificationForm data={data} {...commands} />);
  return commands;
}

it('gives the values of a form in the types that its schema wants', async () => {
  const { onAnswer } = show(QUESTION);
  await userEvent.type(screen.getByLabelText(/Your name/), 'Ann');
  await userEvent.type(screen.getByLabelText(/seats/), '2');
  await userEvent.selectOptions(screen.getByLabelText(/meal/), 'Fish');
  await userEvent.click(screen.getByTestId('clarification-submit'));
  expect(onAnswer).toHaveBeenCalledExactlyOnceWith('q1', {
    values: { name: 'Ann', seats: 2, window: true, meal: 'fish' },
  });
});

it('sends nothing while a field that must be there is empty', async () => {
  const { onAnswer } = show(QUESTION);
  await userEvent.click(screen.getByTestId('clarification-submit'));
  expect(onAnswer).not.toHaveBeenCalled();
});

it('can be skipped', async () => {
  const { onDecline } = show(QUESTION);
  await userEvent.click(screen.getByTestId('clarification-decline'));
  expect(onDecline).toHaveBeenCalledExactlyOnceWith('q1');
});

it.each([undefined, null, 'text', { type: 'string' }, { properties: 3 }])('finds no fields in %j', (schema) => {
  expect(fieldsOf(schema)).toEqual([]);
});

it('asks for words where the schema is none of a form', () => {
  show({ ...QUESTION, schema: { type: 'string' } });
  expect(screen.getByTestId('clarification-input')).toBeInTheDocument();
});
