// node scripts/bench/verdict-table.mjs [--markdown] [--peer PATH] [--only REGEXP]
// Runs the rollouts of rollout-scenarios.mjs with the bundle, or with another action's, and prints a table.

import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { installIfNeeded } from '../demo/install.mjs'
import { measureEight, measureRollouts, ours, peerAt } from './rollout-runs.mjs'

/**
 * printVerdicts measures an action (undefined: this project's) and prints its table and totals. `only` filters
 * scenarios by name.
 */
export async function printVerdicts({ peer, only, markdown = false }) {
  const action = peer === undefined ? ours : peerAt(peer)
  const rows = await measureRollouts(action, new RegExp(only ?? ''))
  const lines = markdown ? asMarkdown(rows) : asText(rows)
  const totals = [...totalsOf(rows), ...(only === undefined ? [await eightOf(action)] : [])]
  console.log([...lines, '', ...totals.map(line => (markdown ? `- ${line}` : line))].join('\n'))
}

const seconds = number => `${Number(number.toFixed(1))} s`

/** A run can end before ECS has decided: if ECS never decides, or if the run ends too early. */
function endOf({ late, took, decides }) {
  if (late !== undefined) return seconds(late)
  return decides === 'nobody' ? `gave up after ${seconds(took)}` : `before it, after ${seconds(took)}`
}

const shown = ({ right, cause, good, code }) => ({
  exit: `${right ? '✔' : '✘'} ${code === undefined ? 'hung' : code}`,
  cause: good ? '–' : cause ? '✔' : '✘'
})

function asText(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const head = `${'rollout'.padEnd(width)}  exit    cause  after ECS had decided`
  return [
    head,
    ...rows.map(row => {
      const { exit, cause } = shown(row)
      return `${row.name.padEnd(width)}  ${exit.padEnd(6)}  ${cause.padEnd(5)}  ${endOf(row)}`
    })
  ]
}

function asMarkdown(rows) {
  return [
    '| rollout | exit code | cause in the output | after ECS had decided |',
    '| --- | --- | --- | --- |',
    ...rows.map(row => {
      const { exit, cause } = shown(row)
      return `| ${row.name} | ${exit} | ${cause} | ${endOf(row)} |`
    })
  ]
}

async function eightOf(action) {
  try {
    const { slowest, total } = await measureEight(action)
    return `eight services, the slowest ${seconds(slowest)}: ${seconds(total)}`
  } catch (error) {
    return `eight services: not measured, ${error.message.split('\n')[0]}`
  }
}

function totalsOf(rows) {
  const failures = rows.filter(({ good }) => !good)
  const late = rows.flatMap(row => (row.late === undefined ? [] : [row.late])).sort((a, b) => a - b)
  const right = rows.filter(row => row.right).length
  const causes = failures.filter(({ cause }) => cause).length
  return [
    `right exit code: ${right} of ${rows.length}`,
    `cause in the output: ${causes} of ${failures.length} failures`,
    `after ECS had decided: median ${seconds(late[Math.floor(late.length / 2)] ?? 0)}, worst ${seconds(late.at(-1) ?? 0)}`
  ]
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { markdown: { type: 'boolean' }, peer: { type: 'string' }, only: { type: 'string' } }
  })
  installIfNeeded()
  await printVerdicts(values)
}
