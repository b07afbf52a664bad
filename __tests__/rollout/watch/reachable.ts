import { Session } from 'node:inspector'

/** What an object holds: objects, and characters of texts. */
export type Held = { readonly objects: number; readonly characters: number }

/**
 * heldBy counts what can be reached from an object, private members included, which only the inspector shows. What
 * functions close over is not counted, and nothing behind the objects of `outside`.
 */
export function heldBy(root: object, outside: readonly object[] = []): Held {
  const inspector = new PrivateMembers()
  const seen = new Set<unknown>(outside)
  const open: unknown[] = [root]
  let [objects, characters] = [0, 0]
  try {
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (typeof value === 'string') characters += value.length
      if (typeof value !== 'object' || value === null || seen.has(value)) continue
      seen.add(value)
      objects++
      open.push(...partsOf(value, inspector).filter(part => part !== undefined))
    }
  } finally {
    inspector.end()
  }
  return { objects, characters }
}

function partsOf(value: object, inspector: PrivateMembers): readonly unknown[] {
  if (value instanceof Map) return [...value.keys(), ...value.values()]
  if (value instanceof Set) return [...value]
  if (Array.isArray(value)) return value
  const own = Object.values(Object.getOwnPropertyDescriptors(value)).map(one => one.value as unknown)
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null ? own : [...own, ...inspector.of(value)]
}

/** Where the inspector takes an object from, and puts one. */
const spot = globalThis as { heldSpot?: unknown }

type RemoteObject = { readonly objectId?: string; readonly value?: unknown }

class PrivateMembers {
  readonly #session = new Session()

  constructor() {
    this.#session.connect()
  }

  of(value: object): readonly unknown[] {
    spot.heldSpot = value
    const { result } = this.#ask<{ result: RemoteObject }>('Runtime.evaluate', {
      expression: 'globalThis.heldSpot'
    })
    const { privateProperties = [] } = this.#ask<{ privateProperties?: readonly { value?: RemoteObject }[] }>(
      'Runtime.getProperties',
      { objectId: result.objectId, ownProperties: true }
    )
    return privateProperties.map(({ value: member }) => this.#fetch(member))
  }

  end(): void {
    this.#session.disconnect()
    delete spot.heldSpot
  }

  #fetch(member: RemoteObject | undefined): unknown {
    if (member?.objectId === undefined) return member?.value
    this.#ask('Runtime.callFunctionOn', {
      objectId: member.objectId,
      functionDeclaration: 'function () { globalThis.heldSpot = this }'
    })
    return spot.heldSpot
  }

  /** In the same thread, the inspector answers before post returns. */
  #ask<Answer>(method: string, parameters: object): Answer {
    let answer: Answer | undefined
    this.#session.post(method, parameters, (error: Error | null, result?: object) => {
      if (error) throw new Error(`${method}: ${JSON.stringify(error)}`)
      answer = result as Answer
    })
    if (answer === undefined) throw new Error(`${method} was not answered at once`)
    return answer
  }
}
