import { describe, expect, test } from '@jest/globals'
import { fromJson, toJson } from '../../src/document/tree.ts'
import { hoistStrays } from '../../src/formats/hoist-strays.ts'

const treeOf = (value: Parameters<typeof fromJson>[0]) => fromJson(value, { kind: 'input', input: 'x' })
const APP = { name: 'app', image: 'a', environment: [{ name: 'A', value: '1' }] }
const SIDE = { name: 'side', image: 'b', environment: [{ name: 'B', value: '2' }] }
const PAIR = { name: 'C', value: '3' }

describe('what a bracket has misplaced', () => {
  test('a tree without it stays the same', () => {
    for (const value of [{ containerDefinitions: [APP, SIDE] }, { '': 'text' }, [APP], 'text']) {
      const root = treeOf(value)
      expect(hoistStrays(root)).toBe(root)
    }
  })

  test.each<[string, object, object, readonly object[]]>([
    [
      'members without a name',
      { containerDefinitions: [APP], '': SIDE },
      { containerDefinitions: [APP] },
      [{ containerDefinitions: [SIDE] }]
    ],
    [
      'a container in a list of variables',
      { containerDefinitions: [{ ...APP, environment: [PAIR, SIDE] }] },
      { containerDefinitions: [{ ...APP, environment: [] }] },
      [{ environment: [PAIR] }, { containerDefinitions: [SIDE] }]
    ],
    [
      'a variable in a list of containers',
      { containerDefinitions: [APP, PAIR] },
      { containerDefinitions: [] },
      [{ containerDefinitions: [APP] }, { environment: [PAIR] }]
    ]
  ])('%s: its items come beside the tree', (_, given, rest, strays) => {
    const [first, ...others] = toJson(hoistStrays(treeOf(given as never))) as readonly unknown[]
    expect([first, others]).toEqual([rest, strays])
  })
})
