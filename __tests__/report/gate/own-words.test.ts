import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ownWords, sensitiveValues } from '../../../src/detector/sensitive.ts'
import { fromJson } from '../../../src/files/document/tree.ts'
import { Gate } from '../../../src/report/gate/gate.ts'

const definition = (value: string) => ({
  family: 'web',
  containerDefinitions: [{ name: 'app', image: 'web:1', environment: [{ name: 'DB_PASSWORD', value }] }]
})
const MESSAGE =
  'DB_PASSWORD of container app: the execution role is not authorized to read this parameter of the deployment.'

describe('a value that is a word of the messages', () => {
  test.each(['container', 'Container', 'deployment', 'parameter', 'EXECUTION'])(
    '%s leaves them whole',
    value => {
      const gate = new Gate()
      gate.know([value])
      gate.learn(definition(value))
      expect(gate.shown(MESSAGE)).toBe(MESSAGE)
      expect(sensitiveValues(fromJson(definition(value), { kind: 'input', input: 'x' }))).toEqual([])
    }
  )

  test.each(['container1', 'my-container', 'containerdeployment', 'conta1ner'])(
    '%s is masked as ever',
    value => {
      const gate = new Gate()
      gate.know([value])
      expect(gate.shown(`it is ${value} here`)).toBe('it is *** here')
    }
  )

  test('where a text shows it as a credential it is masked, too', () => {
    const gate = new Gate()
    gate.learn(definition('container'))
    expect(gate.external('FATAL: DB_PASSWORD=container was refused')).not.toContain('=container')
    expect(gate.shown('postgres://web:container@db.example.com/web')).not.toContain('container')
  })
})

/** Sentences of src/, without the detector's lists of words. */
function sentences(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return path.endsWith('detector') ? [] : sentences(path)
    const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    return text.match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g) ?? []
  })
}

test('the list has the commonest words of the messages, and hardly one that none has', () => {
  const counts = new Map<string, number>()
  for (const sentence of sentences('src').filter(text => text.split(' ').length > 3))
    for (const word of new Set(sentence.replace(/\$\{[^}]*\}/g, ' ').match(/(?<![\w-])[a-z]{8,}(?![\w-])/g)))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  const listed = new Set(ownWords())
  const common = [...counts].filter(([word, count]) => count >= 10 && !listed.has(word)).map(([word]) => word)
  expect(common.filter(word => !['password', 'readonly'].includes(word))).toEqual([])
  expect([...listed].filter(word => word.length < 8)).toEqual([])
  expect([...listed].filter(word => !counts.has(word)).length).toBeLessThan(10)
})
