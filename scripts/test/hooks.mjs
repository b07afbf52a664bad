// Module hooks for a process that runs suites: its imports of TypeScript, and of '@jest/globals'.
import * as m from 'node:module'
import '../ts-hook.mjs'

m.register(new URL('./import-hooks.mjs', import.meta.url))
