// node program-starter.mjs REQUESTS ANSWERS: two named pipes. Starts the programs that a process of jest asks for, one
// after the other (small-process.mjs), and ends when that process does.
import childProcess from 'node:child_process'
import { openSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { read, write } from './small-process.mjs'

const [, , requests, answers] = process.argv
const from = openSync(requests, 'r')
const to = openSync(answers, 'w')

for (let request = read(from); request !== undefined; request = read(from)) {
  const [name, ...given] = deserialize(request)
  write(to, serialize(answerOf(name, given)))
}

function answerOf(name, given) {
  try {
    const result = childProcess[name](...given)
    return { result: result?.error ? { ...result, error: told(result.error) } : result }
  } catch (error) {
    return { thrown: told(error) }
  }
}

/** An error with its properties, which serialization would drop; the caller has a stack of its own. */
function told({ message, name, stack: _, ...more }) {
  return { message, name, ...more }
}
