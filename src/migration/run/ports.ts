import type { Shown } from '../../gate/shown.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { AwsPorts, ModePorts } from '../../ports.ts'
import type { Report } from '../../report/report.ts'
import type { MigrationCloud } from '../ports.ts'

/** Files as a migration changes them. Paths are relative to the workspace or absolute. */
export type MigrationFiles = {
  /**
   * Gives a file another text in one step, in the run's area or below `root`, a folder that the program chose itself. Throws
   * what node:fs throws.
   */
  replace(file: string, text: string, root?: string): void
}

/** A pull request that moves credentials out of files. `base` and `head` are names of branches. */
export type WantedPullRequest = {
  readonly token: string
  /** The commit that the files were read at. */
  readonly commit: string
  /** The branch that was checked out, where there is one. */
  readonly base?: string
  readonly branch: string
  readonly title: Shown
  readonly body: Shown
  readonly files: readonly { readonly path: string; readonly text: string; readonly executable: boolean }[]
}

/** All that a migration may touch besides its configuration. Only this mode gets a way to read values. */
export type MigrationPorts = ModePorts & {
  readonly connectMigration: (options: {
    readonly region: string
    readonly maxRetries: number
    readonly roleArn?: string
  }) => Promise<MigrationCloud>
  readonly files: MigrationFiles
  /** This process, and whether another one of this machine lives. */
  readonly process: { readonly pid: number; readonly host: string; isAlive(pid: number): boolean }
  /** Where the journal is kept where there is no git directory. */
  readonly temporaryFolder: string
  /** `owner/name` where the environment says it. */
  readonly repository?: string
  /** Opens it, or finds the one of an earlier attempt; gives its page. Throws an error whose text can be shown. */
  readonly openPullRequest: (wanted: WantedPullRequest) => Promise<string>
}

/** Where a migration takes place, and with what it looks and writes. One account and region. */
export type MigrationContext = {
  readonly configuration: MigrateConfiguration
  readonly ports: MigrationPorts
  readonly aws: AwsPorts
  readonly cloud: MigrationCloud
  readonly region: string
  readonly partition: string
  readonly account: string
  /** The usual cluster of the run: of the input or the configuration file. Services can be placed in others. */
  readonly cluster?: string
  readonly callerArn?: string
  /** The same, with the clusters of the run, as the report has it. */
  readonly target: NonNullable<Report['target']>
}
