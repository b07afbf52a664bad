// The eight task definitions as they were before: three credentials each as plain `environment` values and an image tag
// written by hand. The values are made up when this runs, so that none of their shapes ever stands in a commit.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const deployFolder = new URL('deploy/', import.meta.url)
const suffix = '-task-definition.json'
const upperAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const alphanumeric = `${upperAndDigits}abcdefghijklmnopqrstuvwxyz`
const words = ['Harbor', 'Lantern', 'Meadow', 'Granite', 'Juniper', 'Saffron']

/** The eight services, in the order of the alphabet. */
export const services = readdirSync(deployFolder)
  .filter(file => file.endsWith(suffix))
  .map(file => file.slice(0, -suffix.length))
  .sort((a, b) => (a < b ? -1 : 1))

/**
 * Writes `<service>-task-definition.json` for the eight services into `targetDir` (made if missing), in the plaintext
 * form. The same `seed` (a whole number) gives the same values. Returns the files written and the three values by the
 * name of their variable, so that a test can search an output for them.
 */
export function writePlaintextForm(targetDir, { seed = 1 } = {}) {
  const values = madeUpValues(seed)
  mkdirSync(targetDir, { recursive: true })
  const files = services.map(service => {
    const definition = JSON.parse(readFileSync(new URL(`${service}${suffix}`, deployFolder), 'utf8'))
    const file = join(targetDir, `${service}${suffix}`)
    writeFileSync(file, `${JSON.stringify(asItWas(definition, service, values), null, 2)}\n`)
    return file
  })
  return { files, values }
}

function asItWas(definition, service, values) {
  const containerDefinitions = definition.containerDefinitions.map(container => {
    const { secrets = [], ...rest } = withPlainExpressions(container, service)
    const plain = secrets.map(({ name }) => ({ name, value: values[name] }))
    return { ...rest, environment: [...(rest.environment ?? []), ...plain] }
  })
  return { ...definition, containerDefinitions }
}

/** Puts what the templates leave open the way somebody would have typed it. */
function withPlainExpressions(container, service) {
  const text = JSON.stringify(container)
    .replaceAll('${{ aws.region }}', 'us-west-2')
    .replace(
      /"image":"\$\{\{[^"]*"/,
      `"image":"123456789012.dkr.ecr.us-west-2.amazonaws.com/${service}:2024-11-02"`
    )
  return JSON.parse(text)
}

function madeUpValues(seed) {
  const next = generator(seed)
  const pick = (from, count) =>
    Array.from({ length: count }, () => from[Math.floor(next() * from.length)]).join('')
  return {
    // a broker's key: two letters and 18 more upper-case letters or digits
    ALPACA_API_KEY: ['P', 'K', pick(upperAndDigits, 18)].join(''),
    // its secret: 40 letters or digits
    ALPACA_API_SECRET: pick(alphanumeric, 40),
    // what a person thinks of: a word, a number, an exclamation mark
    DB_PASSWORD: [words[Math.floor(next() * words.length)], pick('0123456789', 4), '!'].join('')
  }
}

/** mulberry32: a small generator of numbers in [0, 1) that gives the same ones for the same seed. */
function generator(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
