import { describe, expect, it } from '@jest/globals'
import { reportToCommands } from '../../src/report/annotations.ts'
import { aFinding } from './findings.ts'

const none = { findings: [], problems: [], remarks: [] }

describe('reportToCommands', () => {
  it('is what the runner reads', () => {
    expect(reportToCommands({ ...none, findings: [aFinding()] })).toEqual([
      '::error title=Check failed%3A DB_PASSWORD,file=deploy/app.json,line=3,endLine=3,col=41,endColumn=51::Variable DB_PASSWORD holds a password.%0ARemove it from "environment".'
    ])
    expect(reportToCommands({ ...none, remarks: [{ message: '100 %' }] })).toEqual([
      '::notice title=ecs-sealed-deploy::100 %25'
    ])
  })

  it('lets no name end the command or start another', () => {
    const name = 'A,line=9::x\r\n::set-output name=y::z'
    const lines = reportToCommands({ ...none, findings: [aFinding({ name, file: name, message: name })] })
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/[\r\n]/)
    expect(lines[0]?.split('::')[1]).not.toContain(',line=9')
  })
})
