import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@jest/globals'

// Every module can be imported alone and does nothing by it. This also makes jest count those that no test reaches.
const modules = (readdirSync('src', { recursive: true }) as string[])
  .filter(file => file.endsWith('.ts') && file !== 'index.ts')
  .sort((a, b) => (a < b ? -1 : 1))

test.each(modules)('src/%s', async file => {
  const before = process.listenerCount('SIGINT') + process.listenerCount('exit')
  await import(resolve(join('src', file)))
  expect(process.listenerCount('SIGINT') + process.listenerCount('exit')).toBe(before)
})
