import { ModuleMocker } from 'jest-mock'

/**
 * The environment of a suite is the process: no context of its own (scripts/test/suite.mjs). What jest wants to set in a suite's
 * global object it sets in an object that nobody reads, except for the console, whose lines jest prints below the suite's name.
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
