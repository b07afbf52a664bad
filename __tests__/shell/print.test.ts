import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mayBeTerminal, printTo } from '../../src/shell/terminal/print.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'print-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const never = () => {
  throw new Error('no stream was expected')
}

test('writes texts in order, without asking for a stream', () => {
  const file = join(folder, 'out')
  const descriptor = openSync(file, 'w')
  const print = printTo(descriptor, never)
  for (const text of ['ä', '', '😀\n', 'x'.repeat(200_000)]) print(text)
  closeSync(descriptor)
  expect(readFileSync(file, 'utf8')).toBe(`ä😀\n${'x'.repeat(200_000)}`)
})

test('leaves to the stream what a full pipe does not take, and everything after it', () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const descriptor = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
  const parts: Buffer[] = []
  const print = printTo(descriptor, () => ({ write: part => parts.push(Buffer.from(part as string)) }))
  const text = 'päth\n'.repeat(100_000)
  print(text)
  const taken = Buffer.alloc(Buffer.byteLength(text))
  const length = readSync(descriptor, taken)
  print('end')
  closeSync(descriptor)
  expect(length).toBeGreaterThan(0)
  expect(length).toBeLessThan(taken.length)
  expect(Buffer.concat([taken.subarray(0, length), ...parts]).toString()).toBe(`${text}end`)
})

test('leaves it to the stream what happens when nobody reads', () => {
  const parts: unknown[] = []
  const closed = openSync(join(folder, 'gone'), 'w')
  closeSync(closed)
  printTo(closed, () => ({ write: part => parts.push(String(part)) }))('text')
  expect(parts.length).toBe(1)
})

test('neither a file nor a closed descriptor nor /dev/null may be a terminal', () => {
  const opened = ['/dev/null', join(folder, 'file')].map(file => openSync(file, 'w'))
  expect(opened.map(mayBeTerminal)).toEqual([false, false])
  for (const descriptor of opened) closeSync(descriptor)
  expect(opened.map(mayBeTerminal)).toEqual([false, false])
})

test('a device that is not /dev/null may be one', () => {
  const descriptor = openSync('/dev/zero', 'w')
  expect(mayBeTerminal(descriptor)).toBe(true)
  closeSync(descriptor)
})
