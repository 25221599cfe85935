import { describe, expect, it } from 'vitest';
import { ApiError, errorsUnder } from './problem';

describe('field errors', () => {
  it('are sorted by the part of the body they belong to', () => {
    const { inside, rest } = errorsUnder('body.payload', [
      { location: 'body.payload.items[2].price', message: 'is not an amount' },
      { location: 'body.payload.client.name', message: 'is missing' },
      { location: 'body.title', message: 'is too long' },
      { location: 'body.payloads', message: 'is not a known field' },
    ]);
    expect(inside).toEqual({ 'items[2].price': 'is not an amount', 'client.name': 'is missing' });
    expect(rest.map((each) => each.location)).toEqual(['body.title', 'body.payloads']);
  });

  it('are found when an index is written with a dot', () => {
    expect(errorsUnder('body.payload', [{ location: 'body.payload.items.0.price', message: 'x' }]).inside).toEqual({
      'items[0].price': 'x',
    });
  });

  it('keep the first of two at one place, and the one about the whole', () => {
    const errors = [
      { location: 'body.payload', message: 'whole' },
      { location: 'body.payload.a', message: 'first' },
      { location: 'body.payload.a', message: 'second' },
    ];
    expect(errorsUnder('body.payload', errors).inside).toEqual({ '': 'whole', a: 'first' });
  });
});

describe('ApiError', () => {
  it('speaks in the words of the problem, the most telling first', () => {
    expect(new ApiError(422, { title: 'Invalid', detail: 'Two fields are wrong.' }).message).toBe('Two fields are wrong.');
    expect(new ApiError(422, { title: 'Invalid' }).message).toBe('Invalid');
    expect(new ApiError(500).message).toBe('HTTP 500');
  });
});
