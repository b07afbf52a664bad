import { expect, test } from '@jest/globals'
import { openScene, TAKEN_BACK } from './scenes.ts'

/** What somebody sees of a run, and what AWS does and when. */
async function seen(): Promise<object> {
  const { world, run } = await openScene(TAKEN_BACK)
  try {
    const { code, stdout, stderr, outputs, summary } = await run()
    // calls that are sent together arrive in whichever order the machine has it
    const asked = world.sandbox
      .requests()
      .map(({ operation, at }) => ({ operation, at }))
      .toSorted((a, b) => a.at - b.at || a.operation.localeCompare(b.operation))
    const text = JSON.stringify({ code, stdout, stderr, outputs, summary, asked })
    // each run has folders of its own
    return JSON.parse(text.replaceAll(world.workspace.path, '.').replace(/runner-\w+/g, 'runner')) as object
  } finally {
    await world.end()
  }
}

test('a run of the sources in this process is that of the bundle as a process, to the byte and the request', async () => {
  // the first run of a suite is a process, the second is not
  const process = await seen()
  expect(await seen()).toEqual(process)
})
