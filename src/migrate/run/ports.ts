import type { ProjectRules } from '../../check/project-rules.ts'
import type { MigrateConfiguration } from '../../inputs/configuration.ts'
import type { AwsPorts, ModePorts } from '../../ports.ts'
import type { Shown } from '../../report/gate/shown.ts'
import type { Report } from '../../report/report.ts'
import type { MigrationCloud } from '../ports.ts'

/** Writes files for a migration. Paths are relative to the workspace or absolute. */
export type MigrationFiles = {
  /**
   * Replaces the content of a file atomically, in the run's area or below `root`, a folder that the program chose
   * itself. Throws the errors of node:fs.
   */
  replace(file: string, text: string, root?: string): void
}

/** A pull request that moves credentials out of files. `base` and `branch` are names of branches. */
export type WantedPullRequest = {
  readonly token: string
  /** The commit that the files were read from. */
  readonly commit: string
  /** The branch that was checked out, if any. */
  readonly base?: string
  readonly branch: string
  readonly title: Shown
  readonly body: Shown
  readonly files: readonly { readonly path: string; readonly text: string; readonly executable: boolean }[]
}

/** The access that a migration has besides its configuration. Only this mode can read values. */
export type MigrationPorts = ModePorts & {
  readonly connectMigration: (options: {
    readonly region: string
    readonly maxRetries: number
    readonly roleArn?: string
  }) => Promise<MigrationCloud>
  readonly files: MigrationFiles
  /** This process, and a check whether another process on this machine is running. */
  readonly process: { readonly pid: number; readonly host: string; isAlive(pid: number): boolean }
  /** The location of the journal if there is no git directory. */
  readonly temporaryFolder: string
  /** `owner/name`, if the environment provides it. */
  readonly repository?: string
  /**
   * Opens the pull request, or finds the one of an earlier attempt; returns its URL. Throws an error whose message can
   * be shown.
   */
  readonly openPullRequest: (wanted: WantedPullRequest) => Promise<string>
}

/** The place of a migration, and its access to AWS. It covers one account and Region. */
export type MigrationContext = {
  readonly configuration: MigrateConfiguration
  readonly ports: MigrationPorts
  readonly rules: ProjectRules
  readonly aws: AwsPorts
  readonly cloud: MigrationCloud
  readonly region: string
  readonly partition: string
  readonly account: string
  /** The default cluster of the run, from the input or the configuration file. Services can be placed in others. */
  readonly cluster?: string
  readonly callerArn?: string
  /** The same place with the clusters of the run, in the form of the report. */
  readonly target: NonNullable<Report['target']>
}
