import { describe, expect, it } from '@jest/globals'
import { sensitiveValues } from '../../src/detector/sensitive.ts'
import { type Case, type Said, WEAK } from './disguised.ts'
import { COMMANDS } from './disguised-commands.ts'
import { NAMES } from './disguised-names.ts'
import { PLACES } from './disguised-places.ts'
import { VALUES } from './disguised-values.ts'
import { documentOf, findingsIn } from './documents.ts'
import { FOUND_AGAIN, QUIET_AGAIN } from './found-again.ts'
import { FOUND_BY_FORM, QUIET_BY_FORM } from './found-by-form.ts'
import { FOUND_IN_FILES, QUIET_IN_FILES } from './found-in-files.ts'
import { FOUND_IN_SHELL, QUIET_IN_SHELL } from './found-in-shell.ts'
import { FOUND_LATER, QUIET_LATER } from './found-later.ts'
import { LOOK_ALIKE_COMMANDS } from './look-alike-commands.ts'
import { LOOK_ALIKES } from './look-alikes.ts'
import { NO_STAND_INS, SHOWN, STAND_INS } from './stand-ins.ts'

async function said({ task }: Case): Promise<Said> {
  const levels = (await findingsIn(task))
    .filter(({ category }) => category === 'credential')
    .map(({ level }) => level)
  if (levels.includes('error')) return 'error'
  return levels.includes('warning') ? 'warning' : 'nothing'
}

describe.each([
  ['names', NAMES, 90],
  ['values', VALUES, 90],
  ['places', PLACES, 80],
  ['commands', COMMANDS, 70],
  ['as in files', FOUND_IN_FILES, 50],
  ['harmless as in files', QUIET_IN_FILES, 30],
  ['as in later files', FOUND_LATER, 12],
  ['harmless as in later files', QUIET_LATER, 15],
  ['by form', FOUND_BY_FORM, 85],
  ['harmless by form', QUIET_BY_FORM, 60],
  ['of a third search', FOUND_AGAIN, 60],
  ['harmless of a third search', QUIET_AGAIN, 55],
  ['in a shell', FOUND_IN_SHELL, 55],
  ['harmless in a shell', QUIET_IN_SHELL, 45],
  ['no stand-ins', NO_STAND_INS, 25],
  ['shown and set', SHOWN, 3],
  ['stand-ins', STAND_INS, 40],
  ['harmless look-alikes', LOOK_ALIKES, 100],
  ['harmless commands', LOOK_ALIKE_COMMANDS, 50]
] as const)('%s', (_, cases, atLeast) => {
  it.each(cases.map(one => [one.title, one] as const))('%s', async (_title, one) => {
    expect(await said(one)).toBe(one.said)
  })

  it('are that many, and each is another one', () => {
    expect(new Set(cases.map(({ task }) => JSON.stringify(task))).size).toBe(cases.length)
    expect(cases.length).toBeGreaterThanOrEqual(atLeast)
  })
})

describe('what is found', () => {
  it('is masked, without its disguise too', async () => {
    for (const one of [
      ...NAMES,
      ...VALUES,
      ...PLACES,
      ...COMMANDS,
      ...FOUND_IN_FILES,
      ...FOUND_BY_FORM,
      ...FOUND_AGAIN
    ]) {
      const document = await documentOf(JSON.stringify(one.task))
      if (one.said !== 'error' || !document.text.includes(WEAK)) continue
      const masks = sensitiveValues(document.root)
      expect([one.title, masks.some(mask => WEAK.includes(mask) || mask.includes(WEAK))]).toEqual([
        one.title,
        true
      ])
    }
  })
})
