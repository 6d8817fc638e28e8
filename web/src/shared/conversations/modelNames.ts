/** The part of `provider/model` that a person knows it by. */
export function modelName(model: string): string {
  return model.slice(model.indexOf('/') + 1);
}

/** Who answers: the queue of a model is its provider's. */
export function providerName(model: string): string {
  const end = model.indexOf('/');
  return end < 0 ? model : model.slice(0, end);
}
