import { spawn } from 'node:child_process'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { isRunning, takeLock } from '../../src/files/write/lock-file.ts'
import { replaceWhole, writingProblem } from '../../src/files/write/writer.ts'
import { notRefused, whileClosed } from '../closed.ts'
import { skipLoudly } from '../skips.ts'

let folder: string
const target = (file: string) => ({ area: { workspace: folder, isCommandLine: false }, file })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('replaceWhole', () => {
  test('keeps the mode, follows no link, leaves nothing else', () => {
    writeFileSync(join(folder, 'a.json'), 'old')
    chmodSync(join(folder, 'a.json'), 0o676)
    replaceWhole(target('a.json'), 'new')
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('new')
    expect(statSync(join(folder, 'a.json')).mode & 0o777).toBe(0o676)
    symlinkSync('a.json', join(folder, 'link.json'))
    expect(() => replaceWhole(target('link.json'), 'newer')).toThrow('symbolic link')
    expect(writingProblem(target('link.json'))).toContain('symbolic link')
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('new')
    replaceWhole(target('deep/er/b.json'), 'new')
    expect(readdirSync(folder).toSorted()).toEqual(['a.json', 'deep', 'link.json'])
  })

  test('what stands in the way of the text beside it is no way out', () => {
    const outside = join(folder, 'outside')
    writeFileSync(outside, 'victim')
    writeFileSync(join(folder, 'a.json'), 'old')
    symlinkSync(outside, join(folder, '.a.json.ecs-sealed.tmp'))
    replaceWhole(target('a.json'), 'new')
    expect([readFileSync(outside, 'utf8'), readFileSync(join(folder, 'a.json'), 'utf8')]).toEqual([
      'victim',
      'new'
    ])
  })

  test('says why a file is left alone', () => {
    writeFileSync(join(folder, 'a.json'), 'old')
    expect(writingProblem(target('a.json'))).toBeUndefined()
    expect(writingProblem(target('deep/new.json'))).toBeUndefined()
    chmodSync(join(folder, 'a.json'), 0o444)
    expect(writingProblem(target('a.json'))).toBe('it is read-only')
  })
})

describe('takeLock', () => {
  const holder = (pid: number) => ({ pid, host: 'here', since: '2026-01-05T09:00:00.000Z' })

  test('of two only one gets it; released it is free', () => {
    const path = join(folder, 'deep', 'x.lock')
    const first = takeLock(target(path), holder(1), () => true)
    expect(takeLock(target(path), holder(2), () => true)).toEqual({ holder: holder(1) })
    if ('release' in first) first.release()
    expect(takeLock(target(path), holder(2), () => true)).toHaveProperty('release')
  })

  test('one whose holder is gone is taken over, by one', () => {
    const path = join(folder, 'x.lock')
    takeLock(target(path), holder(1), () => true)
    const isAlive = ({ pid }: { pid: number }) => pid !== 1
    const second = takeLock(target(path), holder(2), isAlive)
    expect(second).toHaveProperty('release')
    expect(takeLock(target(path), holder(3), isAlive)).toEqual({ holder: holder(2) })
    expect(readdirSync(folder)).toEqual(['x.lock'])
  })

  test.each(['', '{"pid": 7, "ho', 'not a lock'])(
    'one that holds no name heals, since a lock is there whole or not at all: %p',
    text => {
      const path = join(folder, 'x.lock')
      writeFileSync(path, text)
      const own = takeLock(target(path), holder(1), () => true)
      expect(own).toHaveProperty('release')
      expect(takeLock(target(path), holder(2), () => true)).toEqual({ holder: holder(1) })
      if ('release' in own) own.release()
      expect(readdirSync(folder)).toEqual([])
    }
  )

  if (notRefused !== undefined) skipLoudly(notRefused)
  else
    test('one that cannot be read is not called held', async () => {
      const path = join(folder, 'x.lock')
      takeLock(target(path), holder(1), () => true)
      chmodSync(folder, 0o777)
      const lock = await whileClosed([path], () => takeLock(target(path), holder(2), () => true))
      expect(lock).toEqual({ unreadable: 'permission denied' })
      expect(readdirSync(folder)).toEqual(['x.lock'])
    })

  test('what a run left that was killed while it took its lock is removed by the next run', () => {
    const path = join(folder, 'x.lock')
    for (const name of ['x.lock.7.new', 'x.lock.8', 'x.lock.9.new', 'x.lock.mine', 'y.lock.7.new'])
      writeFileSync(join(folder, name), '')
    const own = takeLock(target(path), holder(1), ({ pid }) => pid === 9)
    expect(own).toHaveProperty('release')
    expect(readdirSync(folder).sort()).toEqual(['x.lock', 'x.lock.9.new', 'x.lock.mine', 'y.lock.7.new'])
  })

  test('it is released only by its own', () => {
    const path = join(folder, 'x.lock')
    const own = takeLock(target(path), holder(1), () => true)
    writeFileSync(path, JSON.stringify(holder(9)))
    if ('release' in own) own.release()
    expect(readdirSync(folder)).toEqual(['x.lock'])
  })
})

describe('isRunning', () => {
  // the child of the first process ends at once, and the second program of that process never waits for it
  test.each([
    ['a process that works', 'echo $$; exec sleep 60', true],
    ['one that has ended, and that nobody has waited for', 'true & echo $!; exec sleep 60', false]
  ])('%s', async (_, script, expected) => {
    const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const pid = await new Promise<number>(resolve => {
        parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
      })
      for (let tries = 0; tries < 500 && isRunning(pid) !== expected; tries++)
        await new Promise(resolve => setTimeout(resolve, 5))
      expect(isRunning(pid)).toBe(expected)
    } finally {
      parent.kill('SIGKILL')
    }
  })

  test('a process that does not exist', () => {
    expect(isRunning(2 ** 30)).toBe(false)
  })
})
