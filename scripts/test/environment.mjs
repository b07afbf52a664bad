import { ModuleMocker } from 'jest-mock'

/**
 * The environment of a suite is the process, without a separate context (scripts/test/suite.mjs). Globals that jest
 * wants to set for a suite go to an object that nothing reads, except for the console, whose lines jest prints below
 * the suite's name.
 */
export default class ProcessEnvironment {
  constructor(_, { console }) {
    this.console = console
    this.global = { process: {} }
    this.moduleMocker = new ModuleMocker(globalThis)
  }

  getVmContext() {
    return null
  }

  async setup() {
    this.before = globalThis.console
    globalThis.console = this.console
  }

  async teardown() {
    if (this.before) globalThis.console = this.before
  }
}
