const DENIED = /AccessDenied|not authorized to perform|403 Forbidden|access denied/i
const NO_ANSWER =
  /connection issue|network (?:connection|configuration)|deadline exceeded|i\/o timeout|dial tcp|TLS handshake timeout|connection re(?:fused|set)|no such host|(?:request|context) canceled|send request failed|pull command failed/i
const TROUBLE_THERE =
  /status(?: ?code)?:? ?5\d\d\b|\b5\d\d (?:Internal Server|Bad Gateway|Service Unavailable|Gateway Time)|InternalServiceError|InternalFailure|ServiceUnavailable|Throttling|Rate exceeded/i

/**
 * A cause: the pattern of ECS's text, what it means, and what to do. Names in braces are filled in by explain.ts:
 * `{Role}` is the execution role, `{used}` the places that use a secret, `{statement}` what to add to a policy.
 * `stays`: it persists until somebody changes something, as `stopped tasks` or `events` show, the latter of tasks that
 * may run, too. Rate limits, timeouts, networks, server errors and missing capacity can resolve themselves.
 */
export type CauseRow = {
  readonly kind: string
  readonly text: RegExp
  readonly says: string
  readonly stays?: 'stops' | 'events' | 'events-while-running'
}

/** If a text is `about` a topic, the first row that matches decides; `cannot` is why no task starts. */
export type Topic = { readonly about: RegExp; readonly cannot: string; readonly rows: readonly CauseRow[] }

const CANNOT_REACH = {
  kind: 'unreachable',
  text: NO_ANSWER,
  says: 'The task got no answer from {service}: its subnet needs a NAT gateway, a public IP address or VPC endpoints for it (ECR: ecr.api, ecr.dkr, s3), and its security group must allow outbound HTTPS.'
} as const
const HAS_TROUBLE = {
  kind: 'aws-fault',
  text: TROUBLE_THERE,
  says: 'AWS or the host of the task had a fault or throttled the account, and ECS tries again. If this persists, check the AWS Health Dashboard, that the subnets are in Availability Zones with Fargate, and on EC2 disk, load and agent of the instance (/var/log/ecs/ecs-agent.log).'
} as const
const DISK_FULL = {
  kind: 'disk-full',
  text: /no space left on device/i,
  says: 'The disk is full: the image and what the containers write do not fit. On Fargate raise "ephemeralStorage" of the definition; on EC2 free the disk of the instance or give it a larger one.',
  stays: 'events'
} as const

const OTHER_PLATFORM = {
  kind: 'image-platform',
  text: /descriptor matching platform|no matching manifest|no match for platform|exec format error/i,
  says: 'The image{image} is not built for {platform}: build it for that platform, or set "runtimePlatform" of the definition to the one it is built for.',
  stays: 'stops'
} as const

/**
 * What ECS, its agents, container runtimes and registries write. They have several wordings for one cause, so parts of
 * the text are matched. Sources: the ECS developer guide on stopped tasks and service events, the agent's source code,
 * transcripts.
 */
export const TOPICS = [
  {
    about: /unable to assume the role/i,
    cannot: 'ECS is not authorized to assume its role',
    rows: [
      {
        kind: 'role-not-assumable',
        text: /./,
        says: 'ECS is not authorized to assume {role}: its trust policy must allow ecs-tasks.amazonaws.com.',
        stays: 'events'
      }
    ]
  },
  {
    about: /Cloudwatch log (?:stream|group)|logger args|initialize logging driver/i,
    cannot: 'the log group cannot be written to',
    rows: [
      {
        kind: 'log-denied',
        text: DENIED,
        says: '{Role} is not authorized to write to the log group{group}. Add to that role: {statement}',
        stays: 'stops'
      },
      {
        kind: 'log-group-missing',
        text: /ResourceNotFoundException|does not exist|cannot find the Amazon CloudWatch log group/i,
        says: 'The log group{group} does not exist: create it, or set the log option "awslogs-create-group", for which the execution role needs logs:CreateLogGroup.',
        stays: 'stops'
      },
      CANNOT_REACH
    ]
  },
  {
    about: /ecr registry auth|registry auth from|GetAuthorizationToken/i,
    cannot: 'the registry refuses the log-in',
    rows: [
      {
        kind: 'registry-denied',
        text: DENIED,
        says: 'ECR refuses {role} the login. Add to that role: {statement}',
        stays: 'stops'
      },
      CANNOT_REACH
    ]
  },
  {
    about:
      /asm fetching (?:authorization|username|password)|AuthorizationData is malformed|incorrect username or password/i,
    cannot: 'the registry refuses the log-in',
    rows: [
      {
        kind: 'registry-login',
        text: /unmarshal|invalid schema|malformed|empty field|invalid character|incorrect/i,
        says: 'The login for the registry{used} was not accepted: its secret must hold JSON with the current "username" and "password", neither of them empty.',
        stays: 'stops'
      }
    ]
  },
  {
    about: /CannotPull\w*Error|pull(?:ing)? (?:the )?image|failed to resolve ref|pull access denied/i,
    cannot: 'the image cannot be pulled',
    rows: [
      DISK_FULL,
      {
        kind: 'registry-busy',
        text: /toomanyrequests|rate limit|\b429\b/i,
        says: 'The registry refuses more pulls of the image{image} for now (rate limit), and ECS tries again. Log in with "repositoryCredentials", or keep a copy in ECR.'
      },
      OTHER_PLATFORM,
      // Fargate's agent fails with a panic of the pull command if there is no route to S3, which stores the layers
      CANNOT_REACH,
      HAS_TROUBLE,
      {
        kind: 'image-denied',
        text: /AccessDenied|not authorized to perform|403 Forbidden|access denied|the role has (?:the )?permissions to pull|401 Unauthorized|no basic auth|authorization failed|docker login/i,
        says: 'The image{image} cannot be pulled: it does not exist, or access is denied{remedy}',
        stays: 'stops'
      },
      {
        kind: 'image-missing',
        text: /not found|manifest unknown|does not exist|\b404\b/i,
        says: 'The image{image} does not exist in its registry: push it, or correct its name or tag.',
        stays: 'stops'
      },
      {
        kind: 'image-not-pulled',
        text: /./,
        says: 'The image{image} could not be pulled: check that the tag exists in the repository, that the execution role is authorized to read it, that the subnet reaches the registry, and its rate limits.'
      }
    ]
  },
  {
    about: /secret|ssm|\basm\b|parameter store/i,
    cannot: 'a secret cannot be read',
    rows: [
      {
        kind: 'key-unusable',
        text: /KMSInvalidState|DisabledException|InvalidKeyId|DecryptionFailure|decrypt the protected secret|:key\/[\w-]+'? (?:is (?:disabled|pending)|does not exist)/i,
        says: 'The key that encrypts the secret{key}{used} cannot be used: it is disabled, pending deletion or deleted. Enable it (aws kms enable-key, after aws kms cancel-key-deletion if it is pending deletion), or store the value again under another key.',
        stays: 'stops'
      },
      {
        kind: 'key-denied',
        // what KMS answers to Parameter Store
        text: /Access to KMS is not allowed|kms:Decrypt|ciphertext refers to a customer master key/i,
        says: "{Role} is not authorized to use the key that encrypts the secret{used}. Add to that role, and allow it in the key's policy: {statement}",
        stays: 'stops'
      },
      {
        kind: 'secret-denied',
        text: DENIED,
        says: '{Role} is not authorized to read {arn}{used}. Add to that role (the execution role, not the task role): {statement}',
        stays: 'stops'
      },
      {
        kind: 'secret-not-json',
        // the exact messages of the agent's JSON parser
        text: /invalid character|unexpected end of JSON input|json: cannot unmarshal/i,
        says: 'The secret{used} is read by a JSON key, but its value is not JSON: usually a shell removed the quotes, or there is a byte order mark before it. Store it again from a file (aws secretsmanager put-secret-value --secret-string file://VALUE.json), or take the key out of the reference.',
        stays: 'stops'
      },
      {
        kind: 'secret-value-missing',
        text: /can['’]t find the specified secret value/i,
        says: 'The secret{secret}{used} exists, but it has no value of that version or stage. Give it a value (aws secretsmanager put-secret-value), or correct the reference.',
        stays: 'stops'
      },
      {
        kind: 'secret-missing',
        text: /ResourceNotFoundException|can['’]t find the specified secret|Check whether the secret exists|(?:marked|scheduled) for deletion/i,
        says: 'The secret{secret}{used} does not exist or is scheduled for deletion. Restore it (aws secretsmanager restore-secret), or deploy again to resolve the reference anew: a secret that was deleted and created again has a new ARN.',
        stays: 'stops'
      },
      {
        kind: 'json-key-missing',
        text: /did not contain json key/i,
        says: 'The secret{used} has no JSON key {jsonKey}. Correct the key in the reference, or add it to the secret.',
        stays: 'stops'
      },
      {
        kind: 'parameter-missing',
        text: /invalid (?:ssm )?parameters/i,
        says: 'A parameter{used} does not exist in that region. Create it, or correct its name.',
        stays: 'stops'
      },
      HAS_TROUBLE,
      CANNOT_REACH
    ]
  },
  {
    about: /./,
    cannot: 'the command or the user of a container is not in the image',
    rows: [
      {
        kind: 'env-file',
        text: /env(?:ironment)? files?\b/i,
        says: 'An environment file could not be read from S3: it must exist, and {role} needs s3:GetObject on it and s3:GetBucketLocation on its bucket.'
      },
      {
        kind: 'service-role',
        text: /IAM (?:trust relationship|permissions policies) ha(?:s|ve) been misconfigured/i,
        says: 'ECS is no longer authorized to manage the service: the trust policy or the permissions of a role changed. Check the roles of the definition, and that AWSServiceRoleForECS is unchanged.',
        stays: 'events'
      },
      {
        kind: 'out-of-memory',
        text: /OutOfMemory/i,
        says: '{culprit} ran out of memory{limit}. Raise "memory", or find what uses it.'
      },
      DISK_FULL,
      OTHER_PLATFORM,
      {
        kind: 'command',
        // platform version 1.4 truncates long text
        text: /executable file not found|exec: .*(?:no such file|permission denied)/i,
        says: 'The command{container} is not in the image, or the user of the container is not allowed to execute it: check "command" and "entryPoint", which take one word per item, and make the file executable (chmod +x) when the image is built.',
        stays: 'stops'
      },
      {
        kind: 'user-missing',
        text: /unable to find (?:user|group) |no matching entries in (?:passwd|group) file/i,
        says: 'The image does not have the user or group that the container runs as: correct "user" in the definition, or add it to the image.',
        stays: 'stops'
      },
      {
        ...HAS_TROUBLE,
        text: /(?:ContainerRuntime|Docker)TimeoutError|Could not transition to \w+; timed out|failed to get container status|EphemeralStorage provisioning|tasks provisioning capacity limit|waiting for Amazon ECS Agent to start|Reason: Internal error|operations are being throttled/i
      },
      {
        kind: 'network-interface',
        text: /free ?addresses|network interface|configure ENI|setup regular eni|netplugin/i,
        says: 'The network interface of the task could not be created: check that the subnets and security groups of the service exist and belong to one VPC, and that the subnets have free IP addresses.'
      },
      {
        kind: 'volume',
        text: /\bEFS\b|\bmount\b|\bvolume/i,
        says: 'A volume could not be mounted: check the file system, its mount targets in the subnets of the task, and the security groups (NFS is port 2049).'
      },
      {
        kind: 'quota-reached',
        text: /reached the limit on the number of|configuration is above your limit/i,
        says: 'The task exceeds a Fargate quota of the account (vCPUs or tasks at a time, or the size of one). ECS tries again; request a higher quota in Service Quotas, or run less at a time.'
      },
      {
        kind: 'no-capacity',
        text: /no container instances were found in your capacity provider|capacity is unavailable|could not launch \d+ tasks?/i,
        says: 'There is no capacity for the task at this moment, and ECS tries again. Subnets in more Availability Zones help, or another capacity provider; on EC2, check the largest size of its Auto Scaling group, and that new instances join the cluster.'
      },
      {
        kind: 'no-placement',
        text: /no container instance met all|no container instances were found/i,
        says: 'No container instance can run the task: the event lists what is missing (instances, CPU, memory, a port, an attribute). Add instances, or request less.',
        stays: 'events'
      },
      {
        kind: 'deployment-blocked',
        text: /because of the service deployment configuration|protected tasks/i,
        says: 'ECS can neither stop an old task nor start a new one: lower "minimumHealthyPercent" or raise "maximumPercent" of the service, or remove the protection of old tasks (aws ecs update-task-protection).'
      },
      {
        kind: 'target-group-missing',
        text: /TARGET GROUP IS NOT FOUND|(?:register|describe|health) .*\b(?:target-group|elb)\b.*\(error .*(?:groups?\b.*(?:not found|does not exist|associated load balancer)|TargetGroupNotFound|LoadBalancerNotFound|no active load ?balancer)/i,
        says: 'The target group or load balancer of the service does not exist any more: no health check will pass. Give the service one that exists (UpdateService, loadBalancers), or delete the service and create it again.',
        stays: 'events-while-running'
      },
      {
        kind: 'target-missing',
        text: /TARGET IS NOT FOUND/i,
        says: 'The target group does not have the task: something has removed it, so that its health check cannot pass.',
        stays: 'events'
      },
      {
        kind: 'target-health',
        text: /failed ELB health checks|is (?:unhealthy|not healthy) in \(?(?:target-group|elb)\b/i,
        says: 'The task started, but the load balancer reports it as unhealthy. Compare path, port and expected code of the check with what the application answers, and check that the security group of the task allows traffic from the load balancer.'
      },
      {
        kind: 'container-health',
        text: /failed container health checks/i,
        says: 'Container {name} started, but its health check failed{rhythm}. Check {checks}'
      },
      {
        kind: 'stopped-from-outside',
        text: /spot (?:task|instance|interruption)|SpotInterruption|host ec2 .*(?:terminated|stopped)/i,
        says: 'ECS, AWS or a user stopped the task. This does not indicate a problem with the new revision.'
      },
      {
        kind: 'exited',
        text: /Essential container in task exited/i,
        says: 'The application itself exited{log}'
      }
    ]
  }
] as const satisfies readonly Topic[]

/** What made a task stop, according to ECS's messages. Stable values of the machine output. */
export type CauseKind = (typeof TOPICS)[number]['rows'][number]['kind']
