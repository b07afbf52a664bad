import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from '@jest/globals'
import type { Report } from '../../../src/report/report.ts'
import { CONFIG, type Given, openLayout, type Variable } from './layout-world.ts'
import type { MigrateWorld } from './world.ts'

/** Two values of one variable, made here so that no file contains them. */
export const FIRST = ['hunter', 'kite', '91'].join('-')
export const SECOND = ['copper', 'otter', '18'].join('-')

export const said = ({ problems }: Report) => problems.map(({ code, message }) => `${code}: ${message}`)
export const remarks = ({ remarks: all }: Report) => all.map(({ message }) => message).join('\n')
export const variable = (value: string): readonly Variable[] => [{ name: 'DB_PASSWORD', value }]
export const MULTI = (value: string) =>
  `  environment-variables:\n    LOG: info\n    DB_PASSWORD: ${value} # rotated in May`

/** The worlds of a suite, one at a time; the last one is closed after each test. */
export class OverlayWorlds {
  #world: MigrateWorld | undefined

  constructor() {
    afterEach(() => this.close())
  }

  get world(): MigrateWorld {
    if (this.#world === undefined) throw new Error('no world is open')
    return this.#world
  }

  /** open makes a world and returns the function that migrates in it. */
  readonly open = async (given: Given) => {
    const { world, migrate } = await openLayout(given)
    this.#world = world
    return migrate
  }

  readonly close = async (): Promise<void> => {
    await this.#world?.end()
    this.#world = undefined
  }

  readonly config = () => readFileSync(join(this.world.folder, CONFIG), 'utf8')
  readonly stored = () => this.world.secrets().filter(name => name.includes('password'))
}
