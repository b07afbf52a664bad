import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { skipLoudly } from '../../skips.ts'

const folder = mkdtempSync(join(tmpdir(), 'tmux-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a real terminal showed: a screen every quarter of a second, and all that was left. */
function record(name: string, more: readonly string[]) {
  const out = join(folder, name)
  const flags = ['--sources', '--only', 'terminal', '--columns', '80', '--speed', '8', '--out', out, ...more]
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/record-terminal.mjs', ...flags], {
    encoding: 'utf8'
  })
  expect({ stderr, status, stdout }).toMatchObject({ stderr: '', status: 0 })
  const read = (file: string) => readFileSync(join(out, '80', file), 'utf8')
  return {
    screens: readdirSync(join(out, '80'))
      .filter(file => file.startsWith('frame-'))
      .map(read),
    last: read('last.txt'),
    cursor: read('cursor.txt').trim(),
    frames: JSON.parse(read('bytes.json')) as {
      bytesPerFrame: number
      linesPerFrame: number
      mostLines: number
    }
  }
}

const hasTmux = spawnSync('tmux', ['-V']).status === 0
describe('in tmux', () => {
  if (!hasTmux) return skipLoudly('needs tmux (apt-get install tmux)')

  test('one block is drawn in place, goes away, and leaves the results and the cursor', () => {
    const { screens, last, cursor, frames } = record('whole', [])
    const drawn = screens.filter(screen => / of 8 done /.test(screen))
    expect(drawn.length).toBeGreaterThan(5)
    for (const screen of drawn) {
      expect(screen.match(/ of 8 done /g)).toHaveLength(1)
      expect(screen.match(/^\S billing /gm)).toHaveLength(1)
    }
    expect(last).not.toContain(' of 8 done ')
    expect(last).toMatch(/^billing {2,}rolled-back /m)
    expect(last).toContain('== exit code 1')
    expect(cursor).toBe('1')
    // eight services, the header and five events are fourteen rows
    expect(frames.linesPerFrame).toBeLessThan(14)
    expect(frames.bytesPerFrame).toBeLessThan(1_000)
  })

  test('Ctrl-C leaves no block, and says what goes on', () => {
    const { last, cursor } = record('interrupted', ['--interrupt', '2'])
    expect(last).not.toContain(' of 8 done ')
    expect(last.replaceAll('\n', '')).toContain('Still in progress: api, billing')
    expect(last).toContain('== exit code 1')
    expect(cursor).toBe('1')
  })
})
