import { describe, expect, it } from '@jest/globals'
import { writeBaseline } from '../../../src/check/exceptions/baseline.ts'
import { aFinding, withoutPlace } from '../../report/findings.ts'
import { configuration, entry, NOW } from './support.ts'

describe('writeBaseline', () => {
  it('starts a file that is read back without a problem and ends in 90 days', async () => {
    const { text, added } = await writeBaseline('', [aFinding(), aFinding({ name: 'OTHER' })], NOW)
    expect(added).toBe(2)
    expect(text).toMatch(/^# Exceptions of ecs-sealed-deploy/)
    const { exceptions, problems } = await configuration(text)
    expect(problems).toEqual([])
    expect(exceptions).toMatchObject([
      { file: 'deploy/app.json', container: 'app', variable: 'DB_PASSWORD', expires: '2030-05-30' },
      { variable: 'OTHER' }
    ])
  })

  it('keeps comments, other keys and what was there', async () => {
    const before = `# ours\nallowed-names:\n  - TEAM # the team\nexceptions:\n  # agreed with Ann\n${entry({ variable: 'OLD' })}`
    const { text } = await writeBaseline(before, [aFinding()], NOW)
    expect(text.startsWith(before)).toBe(true)
    expect((await configuration(text)).exceptions.map(({ variable }) => variable)).toEqual([
      'OLD',
      'DB_PASSWORD'
    ])
  })

  it('fills an empty list', async () => {
    for (const before of ['exceptions: []\n', 'exceptions:\n', '# nothing yet\n']) {
      const { text } = await writeBaseline(before, [aFinding()], NOW)
      expect((await configuration(text)).exceptions).toHaveLength(1)
    }
  })

  it('has one entry for findings that one entry covers', async () => {
    expect((await writeBaseline('', [aFinding(), aFinding({ pointer: '/x' })], NOW)).added).toBe(1)
  })

  it('leaves out what stands in no file, notices, and findings about exceptions', async () => {
    const findings = [
      withoutPlace(aFinding({ input: 'environment-variables' })),
      aFinding({ level: 'notice' }),
      aFinding({ rule: 'policy/exception-broad' }),
      aFinding({ rule: 'policy/allow-comment' })
    ]
    expect(await writeBaseline('exceptions: []\n', findings, NOW)).toEqual({
      text: 'exceptions: []\n',
      added: 0
    })
  })

  it('holds names only: nothing of a message or a fingerprint gets in', async () => {
    const { text } = await writeBaseline('', [aFinding({ message: 'mmmm', hint: 'hhhh' })], NOW)
    expect(text).not.toMatch(/mmmm|hhhh|0123456789abcdef/)
  })
})
