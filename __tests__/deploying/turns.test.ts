import { expect, test } from '@jest/globals'
import { Turns } from '../../src/deploying/carry-out/turns.ts'

test('of many services fifty are on their way, and the next come in tens', async () => {
  const turns = new Turns()
  const begun: (() => void)[] = []
  for (let count = 0; count < 75; count++) void turns.take().then(over => begun.push(over))
  const settled = () => new Promise(setImmediate)
  await settled()
  expect(begun).toHaveLength(50)
  const [first, ...others] = begun as [() => void, ...(() => void)[]]
  for (const over of [first, first, ...others.slice(0, 8)]) over()
  await settled()
  expect(begun).toHaveLength(50)
  others[8]?.()
  await settled()
  expect(begun).toHaveLength(60)
  for (const over of begun.slice(10)) over()
  await settled()
  expect(begun).toHaveLength(75)
})
