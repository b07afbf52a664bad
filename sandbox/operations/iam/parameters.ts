/** The parameters of each IAM action; all others are refused. */
export const IAM_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  CreateRole: [
    'RoleName',
    'Path',
    'AssumeRolePolicyDocument',
    'Description',
    'MaxSessionDuration',
    'PermissionsBoundary',
    'Tags'
  ],
  GetRole: ['RoleName'],
  PutRolePolicy: ['RoleName', 'PolicyName', 'PolicyDocument'],
  GetRolePolicy: ['RoleName', 'PolicyName'],
  ListRolePolicies: ['RoleName', 'Marker', 'MaxItems'],
  DeleteRolePolicy: ['RoleName', 'PolicyName'],
  AttachRolePolicy: ['RoleName', 'PolicyArn'],
  DetachRolePolicy: ['RoleName', 'PolicyArn'],
  ListAttachedRolePolicies: ['RoleName', 'PathPrefix', 'Marker', 'MaxItems'],
  SimulatePrincipalPolicy: [
    'PolicySourceArn',
    'ActionNames',
    'ResourceArns',
    'ContextEntries',
    'Marker',
    'MaxItems'
  ]
}
