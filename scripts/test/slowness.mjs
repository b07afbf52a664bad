/** What `work` takes at best on the machine for which the limits were set. */
const REFERENCE_MS = 7

/**
 * How many times slower this machine is than the one for which the limits on time were set, and at least 1: limits are
 * multiplied by it, so that no verdict depends on the machine. Measured anew, since a shared machine changes.
 */
export function slowness() {
  const times = Array.from({ length: 7 }, () => {
    const started = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  })
  return Math.max(1, Math.min(...times) / REFERENCE_MS)
}

/** Does what a check does most: reads JSON, makes objects, looks for patterns in texts and joins them. */
function work() {
  const text = JSON.stringify(
    Array.from({ length: 6000 }, (_, index) => ({ name: `DB_${index}`, value: `x${index * 7919}y` }))
  )
  const known = new Map()
  for (const { name, value } of JSON.parse(text)) {
    if (/[A-Za-z0-9+/_-]{11,}|\d{9,}|(?:key|token)$/i.test(`${name}=${value}`)) continue
    known.set(name, { name, value, parts: value.split(/\d/) })
  }
  return [...known.values()].map(({ name, value }) => `${name}: ${value.replace(/[^\w]/g, '_')}`).join('\n')
    .length
}
