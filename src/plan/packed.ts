import type { JsonObject, JsonValue } from '../json.ts'
import type { Plan } from './plan.ts'

/**
 * Packed is a JSON value kept as text, which takes a tenth of the memory that its objects would: a run can have
 * thousands of definitions, and reads each again once or twice.
 */
export class Packed<Value extends JsonValue> {
  private readonly text: string

  constructor(value: Value) {
    this.text = JSON.stringify(value)
  }

  /** read returns the value, as new objects each time. */
  read(): Value {
    return JSON.parse(this.text) as Value
  }

  /** For the gate, which masks what is in it. */
  remade(clear: <Data>(data: Data) => Data): Packed<Value> {
    const value = this.read()
    const cleared = clear(value)
    return cleared === value ? this : new Packed(cleared)
  }
}

/** definitionIn returns a definition of a plan by its id; empty if the plan has none. */
export function definitionIn(
  { definitions }: Pick<Plan, 'definitions'>,
  definitionId: string | undefined
): JsonObject {
  return definitions.find(({ id }) => id === definitionId)?.definition.read() ?? {}
}
