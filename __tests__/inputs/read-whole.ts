import { type ReadForAws, readAwsInputs } from '../../src/inputs/topics/aws-inputs.ts'
import * as rare from '../../src/inputs/topics/rare-inputs.ts'

/** readForAws reads all inputs of the modes that call AWS at once, without waiting for a module. */
export const readForAws: ReadForAws = (mode, common, reader) => readAwsInputs(mode, common, { reader, rare })
