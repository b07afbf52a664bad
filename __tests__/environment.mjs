import vm from 'node:vm'
import { TestEnvironment } from 'jest-environment-node'

const { createContext } = vm

/**
 * jest's environment for Node, in a plain context. Its own puts a Proxy behind the globals, to clear them away after the suite,
 * and then each use of Object, JSON or Promise goes through it: code that computes takes a fifth longer. A Node that is too old
 * for a plain context (before 20.18) keeps jest's.
 */
export default class PlainEnvironment extends TestEnvironment {
  constructor(config, context) {
    vm.createContext = (given, ...more) => createContext(vm.constants?.DONT_CONTEXTIFY ?? given, ...more)
    try {
      super(config, context)
    } finally {
      vm.createContext = createContext
    }
  }
}
