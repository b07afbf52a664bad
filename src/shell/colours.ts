import type { Environment } from './github-context.ts'

/**
 * wantsColours decides once per run: NO_COLOR and FORCE_COLOR (no-color.org, force-color.org) take precedence over the
 * kind of stream. Text for a program has no colors.
 */
export function wantsColours(environment: Environment, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && TERM !== 'dumb'
}
