/**
 * One variable that is to leave `environment`. `pointer` is that of the entry or of its value, as findings have it
 * (`/containerDefinitions/0/environment/2/value`); where the list has changed since, the entry is found by its name in the
 * same container. `reference` is our short form; `arn` is what CloudFormation needs, whose `ValueFrom` takes no short form:
 * an ARN, or one with `${AWS::…}` in it, which is then written as `!Sub`.
 */
export type Move = {
  readonly pointer: string
  readonly variable: string
  readonly reference: string
  readonly arn?: string
}
