export const id = 1257;
export const ids = [1257,7476];
export const modules = {

/***/ 37476:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   rulesFromFile: () => (/* binding */ rulesFromFile),
/* harmony export */   y: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var _configuration_layout_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72604);
/* harmony import */ var _configuration_no_placement_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(95735);
/* harmony import */ var _configuration_project_file_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(15748);
/* harmony import */ var _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16278);
/* harmony import */ var _detector_rule_ids_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77239);
/* harmony import */ var _inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66504);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _workspace_read_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(89415);








async function rulesFromFile({ inputs, text, problems, known }, { workspace, env, clock, gate, base }) {
    const { config, policy, trustExceptions, allowedRoles } = inputs;
    gate.learn(text);
    const project = await readText(config.file, text, clock.now());
    const { layout } = project;
    const { resolved, placement, problems: unplaced, isUndecided } = await layoutFor(inputs, project);
    const { decisions, standing } = await decided(project.decisions, {
        file: config.file,
        now: clock.now(),
        base: trustExceptions === 'head' ? undefined : base,
        isOutside: (0,_workspace_read_js__WEBPACK_IMPORTED_MODULE_0__/* .isOutsideOf */ .jP)(workspace, config.file)
    });
    return {
        rules: {
            optional: decisions.optionalRules,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ strictly: policy === 'detect' ? undefined : decisions.allowedNames }),
            known
        },
        configuration: decisions,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ standing }),
        trackedDefinitions: async () => (await __webpack_require__.e(/* import() */ 6139).then(__webpack_require__.bind(__webpack_require__, 6139))).trackedDefinitions({ workspace, env }),
        layout,
        resolved,
        placement,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ isUndecided }),
        layoutProblems: project.layoutProblems,
        placementProblems: [
            ...project.layoutProblems,
            ...unplaced,
            ...(isUndecided ? [] : await contradictions(inputs, resolved, placement)),
            ...roleProblems(resolved, { isPullRequest: base !== undefined, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ allowed: allowedRoles }) })
        ],
        text,
        problems: [...problems, ...decisions.problems]
    };
}
async function layoutFor(inputs, { layout }) {
    if (layout !== _configuration_layout_js__WEBPACK_IMPORTED_MODULE_2__/* .NO_LAYOUT */ .$)
        return (await __webpack_require__.e(/* import() */ 1902).then(__webpack_require__.bind(__webpack_require__, 21902))).layoutForRun(inputs, layout);
    const { order = [], region, mode } = inputs;
    const problems = region === '' && mode !== undefined ? [(0,_inputs_problems_missing_js__WEBPACK_IMPORTED_MODULE_3__/* .noRegion */ .C5)(mode)] : [];
    return { resolved: _configuration_resolved_js__WEBPACK_IMPORTED_MODULE_4__/* .NOTHING_RESOLVED */ .L, placement: { ..._configuration_no_placement_js__WEBPACK_IMPORTED_MODULE_5__/* .NO_PLACEMENT */ .Y, order }, problems };
}
function isUnspecified({ usual, places }) {
    return usual === undefined && places.size === 0;
}
async function decided(decisions, { file, now, base, isOutside }) {
    if (base === undefined)
        return { decisions };
    if (isOutside)
        return { decisions, standing: { base, pending: [] } };
    const { standingDecisions } = await __webpack_require__.e(/* import() */ 2915).then(__webpack_require__.bind(__webpack_require__, 12915));
    const read = (name, text) => readText(name, text, now);
    const { counted, pending, doubt } = await standingDecisions({ file, decisions, now, read }, base);
    return { decisions: counted, standing: { base, pending, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ doubt }) } };
}
async function contradictions({ cluster, region, writtenRegion, services, isDropIn = false }, resolved, placement) {
    if (isUnspecified(placement) && !cluster?.startsWith('arn:'))
        return [];
    const { placeProblems } = await __webpack_require__.e(/* import() */ 4176).then(__webpack_require__.bind(__webpack_require__, 44176));
    const names = Array.isArray(services) ? services : undefined;
    const { keyOfNamed } = await __webpack_require__.e(/* import() */ 6612).then(__webpack_require__.bind(__webpack_require__, 16612));
    const named = isDropIn ? names?.map(name => keyOfNamed(name, resolved)) : names;
    const given = (0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ cluster, region: writtenRegion, usualRegion: region, services: named });
    return placeProblems(given, placement);
}
async function readText(file, text, now) {
    if (text === '')
        return _configuration_project_file_js__WEBPACK_IMPORTED_MODULE_6__/* .NO_PROJECT_FILE */ .d;
    const { loadProjectFile } = await __webpack_require__.e(/* import() */ 3626).then(__webpack_require__.bind(__webpack_require__, 3626));
    return loadProjectFile(file, text, {
        rules: _detector_rule_ids_js__WEBPACK_IMPORTED_MODULE_7__/* .RULE_IDS */ .I,
        optional: _detector_rule_ids_js__WEBPACK_IMPORTED_MODULE_7__/* .OPTIONAL_RULE_IDS */ .V,
        now
    });
}
function roleProblems({ placement: { usual, places }, tasks }, { allowed, isPullRequest }) {
    if (allowed === undefined && !isPullRequest)
        return [];
    const named = [
        ['', usual?.roleArn],
        ...[...places].map(([service, { roleArn }]) => [` for the service "${service}"`, roleArn]),
        ...tasks.map(({ key, site: { roleArn } }) => [` for the task "${key}"`, roleArn])
    ];
    return named
        .filter(([, roleArn]) => roleArn !== undefined && !allowed?.includes(roleArn))
        .map(([whose]) => ({
        code: 'role-not-allowed',
        fault: 'user',
        message: allowed === undefined
            ? `The configuration file names a role to assume${whose}, and this run is for a pull request, which may have written it.`
            : `The configuration file names a role to assume${whose} that the input "allowed-roles" does not name.`,
        hint: 'Name the ARNs of the roles that may be assumed in the input "allowed-roles", one per line, or take "role-to-assume" out of the file.'
    }));
}


/***/ }),

/***/ 24520:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ deploysSame),
/* harmony export */   RS: () => (/* binding */ buildAppSpec),
/* harmony export */   py: () => (/* binding */ checkBalancer),
/* harmony export */   qQ: () => (/* binding */ hashOf)
/* harmony export */ });
/* unused harmony exports completeAppSpec, taskDefinitionOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88757);
/* harmony import */ var _document_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19016);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10119);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85590);






function buildAppSpec(source, wanted) {
    return source.kind === 'file' ? completeAppSpec(source.document, wanted) : makeAppSpec(source.raw, wanted);
}
function completeAppSpec(document, wanted) {
    const problems = [];
    const find = (0,_document_place_js__WEBPACK_IMPORTED_MODULE_1__/* .placeFinder */ .aA)(document);
    const root = fillIn(document.root, wanted, (node, said) => {
        const place = find(node.origin);
        problems.push({ ...said, fault: 'user', service: wanted.service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place }) });
        return node;
    });
    return problems.length > 0 ? { problems } : { content: JSON.stringify((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .toJson */ .aB)(root)) };
}
function invalid(message) {
    const hint = 'An AppSpec for ECS has Resources: - TargetService: with Type, and Properties with TaskDefinition and LoadBalancerInfo.';
    return { code: 'appspec-invalid', message, hint };
}
function fillIn(root, wanted, refuse) {
    const resources = memberIn(root, 'Resources');
    if (root.kind !== 'object' || resources?.value.kind !== 'array' || resources.value.items.length === 0)
        return refuse(resources?.value ?? root, invalid('The AppSpec has no list "Resources" with a resource in it.'));
    const items = resources.value.items.map(item => item.kind !== 'object' || item.members.length === 0
        ? refuse(item, invalid('A resource of the AppSpec is not a mapping of its name to what it is.'))
        : {
            ...item,
            members: item.members.map(one => ({ ...one, value: fillTarget(one, wanted, refuse) }))
        });
    return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(root, resources.key, { ...resources.value, items });
}
function fillTarget({ key, value }, wanted, refuse) {
    const name = (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(key);
    const type = memberIn(value, 'Type')?.value;
    const typeName = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(type);
    if (typeName !== undefined && typeName !== 'AWS::ECS::Service') {
        refuse(type ?? value, invalid(`Resource "${name}" of the AppSpec is not of type AWS::ECS::Service.`));
        return value;
    }
    const properties = memberIn(value, 'Properties');
    if (value.kind !== 'object' || properties?.value.kind !== 'object')
        return refuse(value, invalid(`Resource "${name}" of the AppSpec has no "Properties".`));
    checkTarget(properties.value, wanted, refuse);
    const member = memberIn(properties.value, 'TaskDefinition')?.key ?? 'TaskDefinition';
    const arn = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .fromJson */ .Rf)(wanted.taskDefinitionArn, { kind: 'input', input: 'task-definition' });
    return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(value, properties.key, (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(properties.value, member, arn));
}
function checkTarget(properties, wanted, refuse) {
    const balancer = memberIn(properties, 'LoadBalancerInfo')?.value;
    const container = balancer && memberIn(balancer, 'ContainerName')?.value;
    const port = balancer && memberIn(balancer, 'ContainerPort')?.value;
    const containerName = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(container);
    if (container === undefined || containerName === undefined || port === undefined) {
        const message = 'The AppSpec does not say where the traffic goes: "LoadBalancerInfo" needs "ContainerName" and "ContainerPort".';
        refuse(balancer ?? properties, invalid(message));
        return;
    }
    const fault = checkBalancer({ containerName, containerPort: Number((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(port)) }, wanted);
    if (fault)
        refuse(fault.about === 'port' ? port : container, fault.problem);
}
function memberIn(node, name) {
    if (node.kind !== 'object')
        return undefined;
    const lower = name.toLowerCase();
    return node.members.find(({ key }) => key.toLowerCase() === lower);
}
function makeAppSpec(raw, wanted) {
    const targets = new Map((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(settingOf(raw, 'loadBalancers')).flatMap(({ containerName, containerPort }) => typeof containerName === 'string' && typeof containerPort === 'number'
        ? [[`${containerName}:${containerPort}`, { containerName, containerPort }]]
        : []));
    const [balanced] = targets.values();
    const refused = balanced === undefined || targets.size > 1
        ? notMade(wanted.service, targets.size)
        : checkBalancer(balanced, wanted)?.problem;
    if (refused || balanced === undefined)
        return refused ? { problems: [{ ...refused, fault: 'user', service: wanted.service }] } : { problems: [] };
    const version = settingOf(raw, 'platformVersion');
    const strategy = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(settingOf(raw, 'capacityProviderStrategy')).map(one => ({
        CapacityProvider: one['capacityProvider'] ?? null,
        Weight: one['weight'] ?? 0,
        Base: one['base'] ?? 0
    }));
    const Properties = {
        TaskDefinition: wanted.taskDefinitionArn,
        LoadBalancerInfo: { ContainerName: balanced.containerName, ContainerPort: balanced.containerPort },
        ...(typeof version === 'string' ? { PlatformVersion: version } : {}),
        ...networkOf(raw),
        ...(strategy.length === 0 ? {} : { CapacityProviderStrategy: strategy })
    };
    const service = { Type: 'AWS::ECS::Service', Properties };
    return { content: JSON.stringify({ version: 1, Resources: [{ TargetService: service }] }) };
}
function notMade(service, ports) {
    const found = ports === 0 ? 'has no load balancer' : `has load balancers before ${ports} different ports`;
    return {
        code: 'appspec-not-made',
        message: `Cannot generate an AppSpec for service "${service}": it ${found}, and CodeDeploy needs to know the one container and port that get the traffic.`,
        hint: 'Write an AppSpec file with LoadBalancerInfo and name it in the input codedeploy-appspec.'
    };
}
function settingOf(raw, name) {
    const primary = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(raw['taskSets']).find(set => set['status'] === 'PRIMARY');
    return isEmpty(raw[name]) ? primary?.[name] : raw[name];
}
function isEmpty(value) {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
function networkOf(raw) {
    const configuration = settingOf(raw, 'networkConfiguration');
    const network = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .G)(configuration) ? configuration['awsvpcConfiguration'] : undefined;
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .G)(network))
        return {};
    const { subnets = null, securityGroups = null, assignPublicIp = null } = network;
    if (isEmpty(subnets) || isEmpty(securityGroups) || typeof assignPublicIp !== 'string')
        return {};
    const AwsvpcConfiguration = {
        Subnets: subnets,
        SecurityGroups: securityGroups,
        AssignPublicIp: assignPublicIp
    };
    return { NetworkConfiguration: { AwsvpcConfiguration } };
}
function checkBalancer({ containerName, containerPort }, { definition }) {
    const containers = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(definition['containerDefinitions']);
    if (containers.length === 0)
        return undefined;
    const code = 'appspec-container';
    const name = (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(containerName);
    const container = containers.find(one => one['name'] === containerName);
    if (container === undefined) {
        const known = containers.flatMap(one => (typeof one['name'] === 'string' ? [(0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(one['name'])] : []));
        const message = `The traffic would go to container "${name}", which the task definition does not have (${known.join(', ')}).`;
        const hint = 'Name a container of the task definition; the service and the AppSpec must agree with it.';
        return { about: 'container', problem: { code, message, hint } };
    }
    const mappings = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Q)(container['portMappings']);
    if (mappings.some(one => isMapped(containerPort, one)))
        return undefined;
    const ports = mappings.map(one => (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(String(one['containerPortRange'] ?? one['containerPort'])));
    const message = `The traffic would go to port ${containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`;
    const hint = 'Add the port to portMappings of that container, or name one of its ports.';
    return { about: 'port', problem: { code, message, hint } };
}
function isMapped(port, { containerPort, containerPortRange }) {
    if (typeof containerPortRange !== 'string')
        return Number(containerPort) === port;
    const [first = Number.NaN, last = first] = containerPortRange.split('-').map(Number);
    return first <= port && port <= last;
}
function taskDefinitionOf(content) {
    try {
        const root = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .fromJson */ .Rf)(JSON.parse(content), { kind: 'input', input: 'codedeploy-appspec' });
        const resources = memberIn(root, 'Resources')?.value;
        const first = resources?.kind === 'array' ? resources.items[0] : undefined;
        const target = first?.kind === 'object' ? first.members[0]?.value : undefined;
        const properties = target && memberIn(target, 'Properties')?.value;
        return properties && (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(memberIn(properties, 'TaskDefinition')?.value);
    }
    catch {
        return undefined;
    }
}
function hashOf(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(content).digest('hex');
}
function deploysSame(deployment, content) {
    if (deployment.sha256 !== undefined)
        return deployment.sha256.toLowerCase() === hashOf(content);
    if (deployment.content === undefined)
        return false;
    if (deployment.content === content)
        return true;
    const wanted = taskDefinitionOf(content);
    return wanted !== undefined && taskDefinitionOf(deployment.content) === wanted;
}


/***/ }),

/***/ 28415:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IX: () => (/* binding */ targetIdOf),
/* harmony export */   jq: () => (/* binding */ inspectDeploymentGroup),
/* harmony export */   pE: () => (/* binding */ waitingTime)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(318);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84120);


async function inspectDeploymentGroup(subject, codedeploy) {
    const { application, group, service, region } = subject;
    try {
        const found = await codedeploy.getDeploymentGroup(subject);
        const where = `CodeDeploy${found.kind === 'missing' && found.what === 'application' ? ` has no application "${application}" in Region ${region}` : `'s application "${application}" in Region ${region} has no deployment group "${group}"`}`;
        const message = found.kind === 'missing'
            ? `${where}, which service "${service}" would be deployed through.`
            : faultOf(found.group, subject);
        if (message === undefined && found.kind === 'found')
            return { group: found.group };
        return {
            problems: [{ code: 'codedeploy-group', fault: 'user', service, message: message ?? '', hint: INPUTS }]
        };
    }
    catch (error) {
        return { problems: [(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalOf */ .Of)(error, { subject: `deployment group ${group}`, service })] };
    }
}
const INPUTS = 'Name them with the inputs codedeploy-application and codedeploy-deployment-group; {cluster} and {service} are filled in there.';
function faultOf({ computePlatform = 'ECS', services, group }, { application, service, cluster }) {
    if (computePlatform !== 'ECS')
        return `CodeDeploy's application "${application}" is for ${computePlatform}, so it can't deploy service "${service}" of ECS.`;
    const own = (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster);
    const isOurs = services.some(one => one.service === service && (0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(one.cluster) === own);
    if (services.length === 0 || isOurs)
        return undefined;
    const others = services.map(one => `${one.service} in cluster ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(one.cluster)}`).join(', ');
    return `Deployment group "${group}" deploys ${others}, not service "${service}" in cluster ${own}.`;
}
function targetIdOf({ cluster, service }) {
    return `${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(cluster)}:${service}`;
}
const MINUTE_MS = 60_000;
function waitingTime(group, config = group.config) {
    return (group.readyWaitMs ?? 0) + shiftingTime(config ?? '') + group.terminationWaitMs;
}
function shiftingTime(config) {
    const canary = /^CodeDeployDefault\.ECSCanary\d+Percent(\d+)Minutes$/.exec(config)?.[1];
    if (canary !== undefined)
        return Number(canary) * MINUTE_MS;
    const linear = /^CodeDeployDefault\.ECSLinear(\d+)PercentEvery(\d+)Minutes$/.exec(config);
    const [, percent, minutes] = linear ?? [];
    return linear ? (Math.ceil(100 / Number(percent)) - 1) * Number(minutes) * MINUTE_MS : 0;
}


/***/ }),

/***/ 53096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _o: () => (/* binding */ absentServices),
/* harmony export */   ac: () => (/* binding */ absentProblems),
/* harmony export */   di: () => (/* binding */ orderWithout)
/* harmony export */ });
function absentServices(layout, environment) {
    const own = environment === undefined ? undefined : layout.environments.get(environment);
    if (own === undefined)
        return new Map();
    const setsIt = 'task-definition';
    return new Map([...layout.services].flatMap(([key, entry]) => {
        const levels = [layout.defaults, own.general, entry, own.services.get(key)];
        const isHere = levels.some(level => level?.values.has(setsIt));
        const others = [...layout.environments].flatMap(([name, one]) => one.services.get(key)?.values.has(setsIt) ? [name] : []);
        return !isHere && others.length > 0 ? [[key, others]] : [];
    }));
}
function absentProblems(names, absent, environment = '') {
    return names.flatMap(service => {
        const others = absent.get(service);
        if (others === undefined)
            return [];
        return [
            {
                code: 'unknown-service',
                fault: 'user',
                service,
                message: `"${service}" is not in environment "${environment}": the configuration file sets its task definition in ${others.join(', ')} only.`,
                hint: 'Name another environment or another service, or set its "task-definition" there or in its entry.'
            }
        ];
    });
}
function orderWithout(order, absent) {
    if (absent.size === 0)
        return order;
    return order.map(wave => wave.filter(key => !absent.has(key))).filter(wave => wave.length > 0);
}


/***/ }),

/***/ 79398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AD: () => (/* binding */ WITHDRAWN_KEYS),
/* harmony export */   Bi: () => (/* binding */ TOP_KEYS),
/* harmony export */   Jb: () => (/* binding */ EXCEPTION_KEYS),
/* harmony export */   YD: () => (/* binding */ keysOf),
/* harmony export */   kC: () => (/* binding */ LOCAL_NAME),
/* harmony export */   sB: () => (/* binding */ TOP_ENTRY_KEYS),
/* harmony export */   yz: () => (/* binding */ keyFact),
/* harmony export */   zm: () => (/* binding */ REQUIRED_EXCEPTION_KEYS)
/* harmony export */ });
/* unused harmony export ENTRY_KEYS */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(318);

const ENTRY_KEYS = {
    service: {
        kind: 'name',
        of: 'service',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ECS_NAME */ .GK,
        characters: '\\w-',
        example: 'shop-{environment}-api',
        says: 'Name of the ECS service. Default: the key of the entry'
    },
    'task-definition': {
        kind: 'base',
        of: 'both',
        example: '.aws/{service}-{environment}.json',
        says: 'Path of the file; `live` for the revision that the service runs, `{live: FAMILY}` for the newest active revision of a family'
    },
    cluster: {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .CLUSTER */ .Bs,
        characters: '\\w:/-',
        example: 'shop-{environment}',
        says: 'Cluster, by name or ARN'
    },
    region: {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .REGION */ .Zg,
        characters: 'a-z0-9-',
        example: 'us-west-2',
        says: 'AWS Region'
    },
    'role-to-assume': {
        kind: 'name',
        of: 'both',
        form: _arn_js__WEBPACK_IMPORTED_MODULE_0__/* .ROLE_ARN */ .xG,
        characters: '\\w+=,.@/:-',
        example: 'arn:aws:iam::123456789012:role/deploy',
        says: 'ARN of the role to assume for this service; see the input `allowed-roles`'
    },
    paths: {
        kind: 'list',
        of: 'both',
        example: '[src/**, Dockerfile]',
        says: 'Files that count as a change for `service: changed`, in addition to its file and entry: globs from the root of the repository; `!` excludes'
    },
    'desired-count': {
        kind: 'count',
        of: 'service',
        example: '3',
        says: 'Desired number of tasks. Default: unchanged'
    },
    container: {
        kind: 'text',
        of: 'task',
        example: 'app',
        says: 'Container that `command` applies to. Default: the only container'
    },
    variables: {
        kind: 'map',
        of: 'both',
        example: '{LOG_GROUP: /ecs/app}',
        says: 'Values of `vars` in the template'
    },
    command: {
        kind: 'list',
        of: 'task',
        example: '[alembic, upgrade, head]',
        says: 'Command of the task, in place of the one in its definition'
    },
    run: {
        kind: 'word',
        of: 'task',
        words: ['before', 'manual'],
        example: 'before',
        says: '`before`: runs to completion before a service of `for` is updated; `manual` (default): is only checked'
    },
    for: {
        kind: 'list',
        of: 'task',
        example: '[api, worker]',
        says: 'Keys of the services that it runs before. Default: all'
    },
    'network-from': {
        kind: 'text',
        of: 'task',
        example: 'api',
        says: 'Key of the service whose subnets, security groups and launch type it uses. Default: the first of `for`'
    },
    schedules: {
        kind: 'toggle',
        of: 'task',
        example: 'true',
        says: 'EventBridge rules or EventBridge Scheduler schedules run the task: a deploy registers it, and those that run its family in its cluster get the new revision'
    }
};
const WITHDRAWN_KEYS = new Map([
    [
        'image',
        'in the template "image": "${{ vars.IMAGE }}", and here variables: {IMAGE: …}, or the input "image"'
    ],
    [
        'environment-variables',
        'in the template {"name": "LEVEL", "value": "${{ vars.LEVEL }}"}, and here variables: {LEVEL: …}'
    ],
    ['secrets', 'in the template "valueFrom": "ssm:/${{ environment.name }}/db/password"'],
    ['family', 'in the template "family": "api-${{ environment.name }}"'],
    ['cpu', 'in the template "cpu": "${{ vars.CPU }}", and here variables: {CPU: 512}'],
    ['memory', 'in the template "memory": "${{ vars.MEMORY }}", and here variables: {MEMORY: 1024}']
]);
function keyFact(key) {
    return ENTRY_KEYS[key];
}
function keysOf(sort) {
    const all = Object.keys(ENTRY_KEYS);
    if (sort === 'general')
        return all.filter(key => ENTRY_KEYS[key].of !== 'task');
    return all.filter(key => ENTRY_KEYS[key].of === 'both' || ENTRY_KEYS[key].of === sort);
}
const TOP_ENTRY_KEYS = ['cluster', 'region', 'role-to-assume'];
const TOP_KEYS = [
    'defaults',
    'services',
    'tasks',
    'environments',
    'order',
    'exceptions',
    'allowed-names',
    'optional-rules',
    ...TOP_ENTRY_KEYS
];
const EXCEPTION_KEYS = ['file', 'container', 'variable', 'rule', 'reason', 'expires'];
const REQUIRED_EXCEPTION_KEYS = ['file', 'rule', 'reason', 'expires'];
const LOCAL_NAME = /^[A-Za-z0-9_-]{1,255}$/;


/***/ }),

/***/ 56074:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ filledIn),
/* harmony export */   N: () => (/* binding */ wrongValue)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10119);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79398);



function wrongValue(key, node, mappings = []) {
    const fact = (0,_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .keyFact */ .yz)(key);
    const wrong = wrongNode(node, fact);
    if (wrong === undefined)
        return undefined;
    const plural = node.kind === 'object' ? mappings.find(one => one === `${key}s`) : undefined;
    if (plural !== undefined)
        return {
            node: wrong,
            message: `"${key}" is not valid. Did you mean "${plural}"?`,
            hint: `"${key}" is one name, like ${fact.example}. "${plural}" is a mapping: its keys are names, with the settings of each below it.`
        };
    return {
        node: wrong,
        message: `"${key}" is not valid.`,
        hint: `Write it like ${key}: ${fact.example}.`
    };
}
function wrongNode(node, fact) {
    switch (fact.kind) {
        case 'name':
            return fits((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node), fact) ? undefined : node;
        case 'text':
            return (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node)?.trim() ? undefined : node;
        case 'count':
            return node.kind === 'number' && /^\d{1,4}$/.test(node.raw) && node.value <= 5000 ? undefined : node;
        case 'word':
            return fact.words?.includes((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(node) ?? '') ? undefined : node;
        case 'toggle':
            return node.kind === 'boolean' ? undefined : node;
        case 'list':
            return node.kind === 'array' ? node.items.find(item => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(item) === undefined) : node;
        case 'map':
            return wrongMember(node);
        case 'base':
            return wrongBase(node);
    }
}
function wrongMember(node) {
    return node.kind === 'object'
        ? node.members.find(({ value }) => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .scalarTextOf */ .Vb)(value) === undefined)?.value
        : node;
}
function wrongBase(node) {
    if (node.kind === 'string')
        return node.value.trim() === '' ? node : undefined;
    const family = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .childOf */ .GG)(node, 'live');
    const isLive = node.kind === 'object' && node.members.length === 1 && family !== undefined;
    if (!isLive)
        return node;
    return _arn_js__WEBPACK_IMPORTED_MODULE_2__/* .ECS_NAME */ .GK.test(filledIn((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .stringOf */ .Je)(family) ?? '', { service: 'x', environment: 'x' }))
        ? undefined
        : family;
}
function fits(text, { form }) {
    if (text === undefined)
        return false;
    return text.includes('{') ? /^[^\s$]+$/.test(text) : (form?.test(text) ?? true);
}
function filledIn(text, { service, environment }) {
    const withService = text.replaceAll('{service}', service);
    return environment === undefined ? withService : withService.replaceAll('{environment}', environment);
}


/***/ }),

/***/ 85883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ resolveLayout)
/* harmony export */ });
/* harmony import */ var _document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10119);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7673);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _absent_services_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(53096);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79398);
/* harmony import */ var _read_value_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56074);






function resolveLayout(layout, environment) {
    const problems = [];
    const own = environment === undefined ? undefined : layout.environments.get(environment);
    const resolving = { layout, problems, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment, own }) };
    const absent = (0,_absent_services_js__WEBPACK_IMPORTED_MODULE_1__/* .absentServices */ ._o)(layout, environment);
    const entries = [...layout.services].filter(([key]) => !absent.has(key));
    const services = entries.map(([key, entry]) => ({
        ...resolveOne({ key, which: 'services', entry }, resolving),
        ...asService(key, entry, resolving)
    }));
    const tasks = [...layout.tasks].map(([key, entry]) => ({
        ...resolveOne({ key, which: 'tasks', entry }, resolving),
        ...asTask(key, entry, resolving)
    }));
    const general = generalLayers(resolving);
    const usual = general.length === 0 ? undefined : siteOf(general, { resolving, key: undefined });
    const places = new Map(services.map(({ key, name, site }) => [key, name === key ? site : { ...site, name }]));
    problems.push(...sameServices(services));
    return {
        services,
        tasks,
        placement: { order: (0,_absent_services_js__WEBPACK_IMPORTED_MODULE_1__/* .orderWithout */ .di)(layout.order, absent), places, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ usual }) },
        place: layout.place,
        problems: (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .distinctBy */ .ey)(problems, JSON.stringify),
        ...(absent.size > 0 ? { absent } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment })
    };
}
function generalLayers({ layout, environment, own }) {
    return [
        ...(layout.defaults ? [{ name: 'defaults', entry: layout.defaults }] : []),
        ...(own ? [{ name: `environments.${environment}`, entry: own.general }] : [])
    ];
}
function layersOf({ key, which, entry }, resolving) {
    const inner = resolving.own?.[which].get(key);
    return [
        ...generalLayers(resolving),
        { name: `${which}.${key}`, entry },
        ...(inner ? [{ name: `environments.${resolving.environment}.${which}.${key}`, entry: inner }] : [])
    ];
}
function resolveOne(subject, resolving) {
    const layers = layersOf(subject, resolving);
    const { key, entry } = subject;
    const { place } = resolving.layout;
    const names = namesFor(key, resolving);
    const base = baseOf(layers, { resolving, key });
    const paths = lastOf(layers, 'paths');
    return {
        key,
        site: siteOf(layers, { resolving, key }),
        variables: variablesOf(layers, names),
        paths: paths ? (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .itemsOf */ .S3)(paths.node).map(item => (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(item) ?? '', names)) : [],
        said: saidBy(layers, resolving),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ written: place(entry.origin), base })
    };
}
function lastOf(layers, key) {
    for (const { name, entry } of layers.toReversed()) {
        const node = entry.values.get(key);
        if (node)
            return { node, layer: name };
    }
    return undefined;
}
function variablesOf(layers, names) {
    const found = new Map();
    for (const { name, entry } of layers) {
        const node = entry.values.get('variables');
        if (node?.kind !== 'object')
            continue;
        for (const { key, value } of node.members) {
            const filled = value.kind === 'string' ? { ...value, value: (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(value.value, names) } : value;
            found.set(key, { node: filled, layer: name });
        }
    }
    return found;
}
function asService(key, entry, resolving) {
    const layers = layersOf({ key, which: 'services', entry }, resolving);
    const count = lastOf(layers, 'desired-count')?.node;
    return {
        kind: 'service',
        name: nameOf(layers, 'service', { resolving, key }) ?? key,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ desiredCount: count?.kind === 'number' ? count.value : undefined })
    };
}
function asTask(key, entry, resolving) {
    const layers = layersOf({ key, which: 'tasks', entry }, resolving);
    const textsOf = (name) => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .itemsOf */ .S3)(lastOf(layers, name)?.node).map(item => (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(item) ?? '');
    const services = textsOf('for');
    const command = textsOf('command');
    const task = {
        run: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'run')?.node) === 'before' ? 'before' : 'manual',
        for: services,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
            networkFrom: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'network-from')?.node) ?? services[0],
            command: command.length === 0 ? undefined : command,
            container: (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(lastOf(layers, 'container')?.node),
            schedules: isTrue(lastOf(layers, 'schedules')?.node) ? true : undefined
        })
    };
    return { kind: 'task', task };
}
function isTrue(node) {
    return node?.kind === 'boolean' && node.value;
}
function namesFor(key, { environment }) {
    return { service: key, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ environment }) };
}
function nameOf(layers, key, { resolving, key: service }) {
    const found = lastOf(layers, key);
    const written = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(found?.node);
    if (found === undefined || written === undefined)
        return undefined;
    if (service === undefined && written.includes('{service}'))
        return undefined;
    const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(written, namesFor(service ?? '', resolving));
    const wrong = wrongName(text, key);
    if (wrong === undefined)
        return text;
    report(resolving, found.node, wrong);
    return undefined;
}
function wrongName(text, key) {
    if (text.includes('{environment}'))
        return {
            message: `"${key}" is written with {environment}, and the run is for no environment.`,
            hint: 'Name it in the input "environment".'
        };
    const [unknown] = /\{\w+\}/.exec(text) ?? [];
    if (unknown !== undefined)
        return {
            message: `"${key}" is not valid after its placeholders are replaced.`,
            hint: `${unknown} is not a placeholder: {service} is the key of the service, {environment} the environment.`
        };
    const { form, example } = (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .keyFact */ .yz)(key);
    if (form === undefined || form.test(text))
        return undefined;
    return {
        message: `"${key}" is not valid after its placeholders are replaced.`,
        hint: `It must be like ${key}: ${example}; {service} is the key of the service, {environment} the environment.`
    };
}
function report({ layout, problems }, { origin }, wrong) {
    const place = layout.place(origin);
    problems.push({ code: 'bad-placement', fault: 'user', ...wrong, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) });
}
function siteOf(layers, filling) {
    const { place } = filling.resolving.layout;
    const placeOf = (key) => {
        const found = lastOf(layers, key);
        return found && place(found.node.origin);
    };
    const cluster = nameOf(layers, 'cluster', filling);
    const region = nameOf(layers, 'region', filling);
    const written = (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
        cluster: cluster === undefined ? undefined : placeOf('cluster'),
        region: region === undefined ? undefined : placeOf('region')
    });
    return {
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ cluster, region, roleArn: nameOf(layers, 'role-to-assume', filling) }),
        ...(Object.keys(written).length === 0 ? {} : { written })
    };
}
function baseOf(layers, { resolving, key = '' }) {
    const found = lastOf(layers, 'task-definition');
    if (found === undefined)
        return undefined;
    const place = resolving.layout.place(found.node.origin);
    const family = (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)((0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .childOf */ .GG)(found.node, 'live'));
    const text = (0,_read_value_js__WEBPACK_IMPORTED_MODULE_4__/* .filledIn */ .A)(family ?? (0,_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(found.node) ?? '', namesFor(key, resolving));
    const wrong = wrongName(text, 'task-definition');
    if (wrong)
        report(resolving, found.node, wrong);
    if (family !== undefined)
        return { kind: 'live', family: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) };
    return text === 'live'
        ? { kind: 'live', ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) }
        : { kind: 'file', path: text, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place }) };
}
function saidBy(layers, { layout }) {
    const said = new Map();
    for (const { name, entry } of layers) {
        for (const [key, node] of entry.values) {
            const parts = (0,_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .keyFact */ .yz)(key).kind === 'map' ? node : undefined;
            const nodes = parts?.kind === 'object'
                ? parts.members.map(member => [`${key}.${member.key}`, member.value])
                : [[key, node]];
            for (const [label, value] of nodes)
                said.set(label, { key: label, layer: name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: layout.place(value.origin) }) });
        }
    }
    return [...said.values()];
}
function sameServices(services) {
    const known = new Map();
    return services.flatMap(service => {
        const { region = '', cluster = '' } = service.site;
        const id = `${region} ${cluster.slice(cluster.lastIndexOf('/') + 1)} ${service.name}`;
        const before = known.get(id);
        if (before === undefined) {
            known.set(id, service);
            return [];
        }
        const where = before.written ? ` (${before.written.file}:${before.written.line})` : '';
        return [
            {
                code: 'service-twice',
                fault: 'user',
                message: `"${before.key}"${where} and "${service.key}" are the same ECS service "${service.name}"${cluster === '' ? '' : ` of cluster ${cluster}`}.`,
                hint: 'Keep one entry, or correct "service", "cluster" or "region" of the other.',
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ place: service.written })
            }
        ];
    });
}


/***/ }),

/***/ 46044:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ findForPlan),
  moveForPlan: () => (/* binding */ moveForPlan)
});

// UNUSED EXPORTS: arnOfCluster

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/checking/contexts.js
var contexts = __webpack_require__(38784);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/schedules/found.js
var schedules_found = __webpack_require__(28040);
;// CONCATENATED MODULE: ./lib/src/schedules/find-schedules.js




async function findSchedules(search, ports) {
    if (search.families.length === 0)
        return { found: [], remarks: [] };
    const [rules, schedules] = await Promise.all([
        orNotVerified('EventBridge rules', () => findRules(search, ports.rules)),
        orNotVerified('Scheduler schedules', () => findInScheduler(search, ports.schedules))
    ]);
    return {
        found: [...rules.found, ...schedules.found],
        remarks: [...rules.remarks, ...schedules.remarks]
    };
}
async function orNotVerified(what, look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        if (error.kind !== 'denied' && error.kind !== 'unsupported')
            throw error;
        const why = error.kind === 'denied' ? 'no permission for' : 'the endpoint does not know';
        const remark = `Not verified: ${why} ${error.operation}, so ${what} that run the family were not searched for and stay unchanged.`;
        return { found: [], remarks: [remark] };
    }
}
async function findRules({ families, clusterArn }, port) {
    const names = await (clusterArn === undefined ? port.listRules() : port.listRuleNamesByTarget(clusterArn));
    const found = await (0,bounded/* mapBounded */.y)(names, AT_ONCE, async (rule) => {
        const targets = await port.listTargetsByRule(rule);
        return targets.flatMap((target) => {
            const { Arn: arn, Id: targetId } = target;
            if (clusterArn !== undefined && arn !== clusterArn)
                return [];
            const run = runOf(target, families);
            return run && typeof targetId === 'string' ? [{ kind: 'rule', rule, targetId, ...run }] : [];
        });
    });
    return { found: found.flat(), remarks: [] };
}
function runOf(target, families) {
    const from = (0,schedules_found/* definitionOf */.Fg)(target);
    const named = from === undefined ? undefined : (0,schedules_found/* parseDefinition */.JA)(from);
    if (from === undefined || named === undefined || !families.includes(named.family))
        return undefined;
    return { family: named.family, from, follows: named.revision === undefined };
}
async function findInScheduler({ families, clusterArn }, port) {
    const all = await port.listSchedules();
    const wanted = all.filter(({ targetArn }) => (0,schedules_found/* runsTasksIn */.wR)(targetArn, clusterArn));
    const found = await (0,bounded/* mapBounded */.y)(wanted, AT_ONCE, async ({ group, name }) => {
        const schedule = await port.getSchedule(group, name);
        const run = runOf((0,schedules_found/* objectOf */.Xy)(schedule?.['Target']) ?? {}, families);
        return run ? [{ kind: 'schedule', group, name, ...run }] : [];
    });
    return { found: found.flat(), remarks: remarksOn(all) };
}
function remarksOn(all) {
    const universal = all.filter(schedules_found/* callsRunTask */.oI);
    if (universal.length === 0)
        return [];
    const names = universal.map(({ group, name }) => `${group}/${name}`);
    return [
        `Not verified: ${(0,list/* someOf */.yU)(names)} call ecs:RunTask with their own input (universal target); the revision in it is not changed here.`
    ];
}
const AT_ONCE = 5;

// EXTERNAL MODULE: ./lib/src/errors.js
var errors = __webpack_require__(48710);
;// CONCATENATED MODULE: ./lib/src/schedules/move-schedules.js




function planMoves(found, arns) {
    return found.map(one => {
        const to = arns.get(one.family);
        const base = { kind: one.kind, name: (0,schedules_found/* scheduleName */.V5)(one), family: one.family, from: one.from };
        if (one.follows)
            return { ...base, state: 'follows' };
        if (to === undefined)
            return { ...base, state: 'planned' };
        return { ...base, to, state: to === one.from ? 'unchanged' : 'planned' };
    });
}
async function moveSchedules(found, arns, ports) {
    const rows = [];
    const problems = [];
    for (const [index, row] of planMoves(found, arns).entries()) {
        const one = found[index];
        if (row.state !== 'planned' || row.to === undefined || one === undefined) {
            rows.push(row);
            continue;
        }
        const { row: done, problem } = await move(one, { ...row, to: row.to }, ports);
        rows.push(done);
        if (problem)
            problems.push(problem);
        const from = `${shortName(done.from)} → ${shortName(row.to)}`;
        ports.log.info(`[schedule ${done.name}] ${done.state}: ${from}${done.reason ? `: ${done.reason}` : ''}`);
    }
    return { rows, problems };
}
function shortName(arn) {
    return arn.split('/').at(-1) ?? arn;
}
async function move(found, row, ports) {
    if (ports.signal?.aborted) {
        const { row: one, problem } = failed(row, 'The run was cancelled before it was moved.');
        return { row: one, problem: { ...problem, fault: 'cancelled' } };
    }
    try {
        return await attempt(openEdit(found, row.to, ports), row, ports);
    }
    catch (error) {
        const { message, hint } = (0,explain/* refusalOf */.Of)(error);
        return failed(row, message, hint);
    }
}
const ATTEMPTS = 3;
const PAUSE_MS = 2_000;
async function attempt(edit, row, { clock }) {
    let trouble = 'its change was not seen when it was read back';
    for (let tries = 0; tries < ATTEMPTS; tries++) {
        if (tries > 0)
            await clock.sleep(PAUSE_MS * tries);
        const before = await edit.read();
        if (before === undefined)
            return failed(row, 'It does not exist any more.');
        if (before === row.to)
            return { row: { ...row, state: tries === 0 ? 'unchanged' : 'moved' } };
        if ((0,schedules_found/* parseDefinition */.JA)(before)?.family !== row.family)
            return failed(row, `It runs ${shortName(before)} now; it was changed after it was read.`);
        const refused = await orTrouble(() => edit.write());
        if (refused === undefined && (await edit.read()) === row.to)
            return { row: { ...row, state: 'moved' } };
        if (refused?.final)
            return failed(row, refused.text);
        trouble = refused?.text ?? trouble;
    }
    await clock.sleep(PAUSE_MS * ATTEMPTS);
    if ((await edit.read()) === row.to)
        return { row: { ...row, state: 'moved' } };
    return failed(row, `Not verified: ${trouble}, also after ${ATTEMPTS} attempts.`);
}
async function orTrouble(write) {
    try {
        const refused = await write();
        if (refused === undefined)
            return undefined;
        const text = `${refused.code}: ${(0,aws_error/* oneLine */.TN)(refused.message)}`;
        return { text, final: refused.code !== 'ConcurrentModificationException' };
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const again = error.kind === 'lost' || /^Con(current|flict)/.test(error.awsName);
        if (!again)
            throw error;
        return { text: `${error.operation} got no usable answer (${error.awsName})`, final: false };
    }
}
function failed(row, reason, hint) {
    const kind = row.kind === 'rule' ? 'EventBridge rule' : 'Schedule';
    return {
        row: { ...row, state: 'failed', reason },
        problem: {
            code: 'schedule-not-moved',
            fault: 'cloud',
            message: `${kind} ${row.name} still runs ${shortName(row.from)} instead of ${shortName(row.to)}: ${reason}`,
            hint: hint ?? 'The services are deployed. Run again to move the others, or set the revision manually.'
        }
    };
}
function openEdit(found, to, ports) {
    switch (found.kind) {
        case 'rule':
            return ruleEdit(found, to, ports);
        case 'schedule':
            return scheduleEdit(found, to, ports);
        default:
            return (0,errors/* assertNever */.xb)(found);
    }
}
function ruleEdit(found, to, { rules }) {
    let target;
    return {
        read: async () => {
            const targets = await rules.listTargetsByRule(found.rule);
            target = targets.find(one => one['Id'] === found.targetId);
            return target && (0,schedules_found/* definitionOf */.Fg)(target);
        },
        write: async () => (target ? rules.putTarget(found.rule, (0,schedules_found/* withDefinition */.sJ)(target, to)) : undefined)
    };
}
const DESCRIBE_ONLY = ['Arn', 'CreationDate', 'LastModificationDate'];
function scheduleEdit(found, to, { schedules, clock }) {
    let schedule;
    const opened = clock.now();
    return {
        read: async () => {
            schedule = await schedules.getSchedule(found.group, found.name);
            const target = (0,schedules_found/* objectOf */.Xy)(schedule?.['Target']);
            return target && (0,schedules_found/* definitionOf */.Fg)(target);
        },
        write: async () => {
            const target = (0,schedules_found/* objectOf */.Xy)(schedule?.['Target']);
            if (!schedule || !target)
                return undefined;
            const kept = Object.entries(schedule).filter(([key]) => !DESCRIBE_ONLY.includes(key));
            await schedules.updateSchedule({
                ...Object.fromEntries(kept),
                Name: found.name,
                GroupName: found.group,
                Target: (0,schedules_found/* withDefinition */.sJ)(target, to),
                ClientToken: tokenOf(to, opened, schedule)
            });
            return undefined;
        }
    };
}
function tokenOf(to, opened, schedule) {
    const revision = to.split('/').at(-1)?.split(':').at(-1) ?? '';
    const modified = String(schedule['LastModificationDate'] ?? '').replace(/[^0-9]/g, '');
    return `sealed-deploy-${revision}-${opened}-${modified}`.slice(0, 64);
}

// EXTERNAL MODULE: ./lib/src/deploying/connections.js
var connections = __webpack_require__(98146);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/schedules.js







async function findForPlan(plan, { aws }) {
    const searches = searchesOf(plan);
    const looks = await Promise.all(searches.map(async (search) => {
        const { rules, schedules } = await aws(search.account);
        try {
            const families = [...search.definitionIds.keys()];
            const clusterArn = await arnOfCluster(search, aws);
            const { found, remarks } = await findSchedules({ families, ...(0,present/* present */.E)({ clusterArn }) }, { rules, schedules });
            const nobody = remarks.length > 0 ? [] : unscheduled(search, found, plan);
            const open = remarks.map((message) => ({ message, isUnverified: true }));
            return { search, found, remarks: [...open, ...nobody.map(message => ({ message }))], problems: [] };
        }
        catch (error) {
            return { search, found: [], remarks: [], problems: [(0,explain/* refusalOf */.Of)(error)] };
        }
    }));
    const known = new Map(plan.definitions.flatMap(({ family, registration }) => registration.kind === 'reuse' ? [[family, registration.arn]] : []));
    return {
        groups: looks.map(({ search: { account, definitionIds }, found }) => ({ account, definitionIds, found })),
        rows: looks.flatMap(({ found }) => planMoves(found, known)),
        remarks: looks.flatMap(({ remarks }) => remarks),
        problems: looks.flatMap(({ problems }) => problems)
    };
}
function unscheduled({ cluster, definitionIds }, found, plan) {
    const meant = plan.definitions.filter(({ id, schedules }) => schedules && [...definitionIds.values()].includes(id));
    const lost = meant.filter(({ family }) => !found.some(one => one.family === family));
    const where = cluster === undefined ? '' : ` in cluster ${(0,arn/* lastPartOf */.RS)(cluster)}`;
    return lost.map(({ family }) => `No rule and no schedule runs the family ${family}${where}: only its revision is registered.`);
}
function searchesOf(plan) {
    const searches = new Map();
    for (const { id, family, account, cluster: usual, schedules } of plan.definitions) {
        const services = plan.services.filter(({ definitionId }) => definitionId === id);
        const ofServices = services.map(({ before }) => before.clusterArn);
        const own = ofServices.length === 0 || (schedules && !ofServices.some(one => isSame(one, usual)));
        const clusters = own ? [...ofServices, usual] : ofServices;
        for (const cluster of clusters) {
            const key = `${(0,connections/* accountKey */.L)(account)} ${cluster ?? ''}`;
            const search = searches.get(key) ?? { account, cluster, definitionIds: new Map() };
            search.definitionIds.set(family, id);
            searches.set(key, search);
        }
    }
    return [...searches.values()];
}
function isSame(one, other = '') {
    return (0,arn/* lastPartOf */.RS)(one) === (0,arn/* lastPartOf */.RS)(other);
}
async function arnOfCluster({ cluster, account }, aws) {
    if (cluster === undefined || cluster.startsWith('arn:'))
        return cluster;
    const { directory } = await aws(account);
    const { account: number } = await directory.callerIdentity();
    return `arn:${(0,contexts/* partitionOf */.i)(account.region)}:ecs:${account.region}:${number}:cluster/${cluster}`;
}
async function moveForPlan(found, arns, { ports, aws }) {
    const moved = await Promise.all(found.groups.map(async (group) => {
        const { rules, schedules } = await aws(group.account);
        const byFamily = new Map([...group.definitionIds].flatMap(([family, id]) => {
            const arn = arns.get(id);
            return arn === undefined ? [] : [[family, arn]];
        }));
        const { clock, log, signal } = ports;
        return moveSchedules(group.found, byFamily, { rules, schedules, clock, log, signal });
    }));
    return { rows: moved.flatMap(({ rows }) => rows), problems: moved.flatMap(({ problems }) => problems) };
}


/***/ }),

/***/ 29854:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   inspectCodeDeploy: () => (/* binding */ inspectCodeDeploy)
/* harmony export */ });
/* harmony import */ var _codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(24520);
/* harmony import */ var _codedeploy_group_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28415);
/* harmony import */ var _document_load_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(45187);
/* harmony import */ var _inputs_topics_codedeploy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2784);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(96562);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _workspace_read_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89415);







async function inspectCodeDeploy(plan, configuration, planning) {
    const problems = [];
    const services = await Promise.all(plan.services.map(async (service) => {
        const isTheirs = service.before.deploymentController === 'CODE_DEPLOY';
        if (!isTheirs || service.action.kind === 'unchanged')
            return service;
        const inspected = await inspect(service, plan, { configuration, planning });
        problems.push(...inspected.problems);
        return { ...service, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ appSpec: inspected.source }) };
    }));
    return { plan: { ...plan, services }, problems };
}
async function inspect(service, plan, run) {
    const { codeDeploy } = run.configuration;
    const { cluster, region } = service.site;
    const names = (0,_inputs_topics_codedeploy_js__WEBPACK_IMPORTED_MODULE_1__/* .namesFor */ .GT)(codeDeploy, { cluster, service: service.service });
    const read = await readAppSpec(service, { ...run, plan });
    if (!read.source)
        return { problems: read.problems };
    const { codedeploy } = await run.planning.aws(service.site);
    const subject = { service: service.service, cluster, region, ...names };
    const group = await (0,_codedeploy_group_js__WEBPACK_IMPORTED_MODULE_2__/* .inspectDeploymentGroup */ .jq)(subject, codedeploy);
    const definition = (0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .r)(plan, service.definitionId);
    const spec = (0,_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_4__/* .buildAppSpec */ .RS)(read.source, {
        service: service.service,
        taskDefinitionArn: service.previousTaskDefinitionArn,
        definition
    });
    const problems = [
        ...('problems' in group ? group.problems : []),
        ...('problems' in spec ? spec.problems : [])
    ];
    return { source: read.source, problems };
}
const USUAL_APPSPEC = 'appspec.yaml';
function usualAppSpec(service, plan, { ports }) {
    const found = (0,_workspace_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readTextFile */ .Gu)(ports.workspace, USUAL_APPSPEC);
    if ('problems' in found && found.problems.some(({ code }) => code === 'file-not-found'))
        return undefined;
    const others = plan.services.filter(({ before }) => before.deploymentController === 'CODE_DEPLOY');
    if (others.length > 1) {
        ports.log.notice(`${service.service}: ${USUAL_APPSPEC} is not used, because ${others.length} services of CodeDeploy are deployed. Name files by codedeploy-appspec, with {service}.`);
        return undefined;
    }
    ports.log.notice(`${service.service}: the AppSpec is ${USUAL_APPSPEC} of the workspace, with its hooks.`);
    return USUAL_APPSPEC;
}
async function readAppSpec(service, { configuration, planning, plan }) {
    const appspecFile = configuration.codeDeploy.appspecFile ?? usualAppSpec(service, plan, planning);
    if (appspecFile === undefined)
        return { source: { kind: 'service', raw: service.before.raw }, problems: [] };
    const file = (0,_inputs_topics_codedeploy_js__WEBPACK_IMPORTED_MODULE_1__/* .fillNames */ ._E)(appspecFile, { cluster: service.site.cluster, service: service.service });
    const text = (0,_workspace_read_js__WEBPACK_IMPORTED_MODULE_5__/* .readTextFile */ .Gu)(planning.ports.workspace, file);
    if (!('text' in text)) {
        const hint = 'Check the input "codedeploy-appspec".';
        return { problems: text.problems.map(problem => ({ ...problem, hint, service: service.service })) };
    }
    const { document, problems } = await (0,_document_load_js__WEBPACK_IMPORTED_MODULE_6__/* .loadDocument */ .A)(file, text.text);
    return document && problems.length === 0
        ? { source: { kind: 'file', document }, problems: [] }
        : { problems };
}


/***/ }),

/***/ 1257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ planRun)
});

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/bounded.js
var bounded = __webpack_require__(66048);
// EXTERNAL MODULE: ./lib/src/diagnosis/recent-events.js
var recent_events = __webpack_require__(3876);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(7673);
// EXTERNAL MODULE: ./lib/src/plan/waves.js
var waves = __webpack_require__(37647);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/deployments.js
var deployments = __webpack_require__(97387);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/deploying/again/existing-revision.js
var existing_revision = __webpack_require__(29633);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/keeps-stopping.js + 1 modules
var keeps_stopping = __webpack_require__(76907);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/schedules.js + 2 modules
var carry_out_schedules = __webpack_require__(46044);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules.js
var project_rules = __webpack_require__(38809);
// EXTERNAL MODULE: ./lib/src/checking/layout/layout-sources.js
var layout_sources = __webpack_require__(16612);
// EXTERNAL MODULE: ./lib/src/checking/load/load-sources.js
var load_sources = __webpack_require__(99880);
// EXTERNAL MODULE: ./lib/src/configuration/placement.js
var configuration_placement = __webpack_require__(80375);
// EXTERNAL MODULE: ./lib/src/plan/commit-tag.js
var commit_tag = __webpack_require__(19545);
// EXTERNAL MODULE: ./lib/src/report/report.js
var report_report = __webpack_require__(1216);
// EXTERNAL MODULE: ./lib/src/report/selection.js
var report_selection = __webpack_require__(73254);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/src/workspace/git/git.js
var git = __webpack_require__(60948);
// EXTERNAL MODULE: ./lib/src/workspace/git/run-git.js
var run_git = __webpack_require__(83476);
;// CONCATENATED MODULE: ./lib/src/workspace/git/commits.js




function readCheckout(place) {
    const prefix = (0,run_git/* git */.$Y)(place, ['rev-parse', '--show-prefix']);
    if (!prefix.ok)
        return { problem: (0,git/* withoutRepository */.tZ)(prefix.error) };
    const head = (0,run_git/* git */.$Y)(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
    const shallow = (0,run_git/* git */.$Y)(place, ['rev-parse', '--is-shallow-repository']);
    const listed = (0,run_git/* git */.$Y)(place, ['ls-files', '-z', '--full-name', '--', ':/']);
    const added = (0,run_git/* git */.$Y)(place, ['ls-files', '-z', '--others', '--exclude-standard', '--full-name', '--', ':/']);
    if (!listed.ok)
        return { problem: (0,git/* withoutRepository */.tZ)(listed.error) };
    if (!added.ok)
        return { problem: (0,git/* withoutRepository */.tZ)(added.error) };
    if (added.closed.length > 0)
        return { problem: (0,git/* notListed */.NL)(added.closed) };
    const commit = head.ok ? head.out.trim() : undefined;
    const differing = commit === undefined ? undefined : differingFrom(commit, place);
    if (differing && !differing.ok)
        return { problem: (0,git/* withoutRepository */.tZ)(differing.error) };
    return {
        ...(0,present/* present */.E)({ head: commit }),
        prefix: prefix.out.replace(/\n$/, ''),
        isShallow: shallow.ok && shallow.out.trim() === 'true',
        uncommitted: [...new Set([...(differing?.paths ?? []), ...entriesOf(added.out).filter(isFile)])],
        tracked: entriesOf(listed.out)
    };
}
function compareWithCommit(place, commit) {
    if (!(0,run_git/* git */.$Y)(place, ['cat-file', '-e', `${commit}^{commit}`]).ok)
        return { kind: 'absent' };
    const differing = differingFrom(commit, place);
    if (!differing.ok)
        return { kind: 'incomplete' };
    const isAncestor = (0,run_git/* git */.$Y)(place, ['merge-base', '--is-ancestor', commit, 'HEAD']).ok;
    return { kind: 'compared', paths: differing.paths, isAncestor };
}
function fileInCommit(place, commit, path) {
    const blob = (0,run_git/* runGit */.EO)(place, ['cat-file', 'blob', `${commit}:${path}`]);
    return blob.ok ? blob.out.toString('utf8') : undefined;
}
function differingFrom(commit, place) {
    const options = [
        '-z',
        '--name-only',
        '--no-renames',
        '--no-ext-diff',
        '--no-relative',
        '--ignore-submodules=dirty'
    ];
    const differing = (0,run_git/* git */.$Y)(place, ['diff', ...options, commit, '--', ':/']);
    return differing.ok ? { ok: true, paths: entriesOf(differing.out) } : differing;
}
function isFile(path) {
    return !path.endsWith('/');
}
function entriesOf(out) {
    return out.split('\0').filter(entry => entry !== '');
}
function fromRoot(file, { prefix }) {
    return external_node_path_.posix.join(prefix, file);
}
function fromWorkspace(path, { prefix }) {
    return prefix === '' ? path : external_node_path_.posix.relative(prefix, path);
}

// EXTERNAL MODULE: ./lib/src/deploying/prepare/inspect-services.js
var inspect_services = __webpack_require__(10736);
// EXTERNAL MODULE: ./lib/src/deploying/target.js
var target = __webpack_require__(6698);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ../../main/node_modules/picomatch/index.js
var picomatch = __webpack_require__(70636);
// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/plan/normalize.js
var normalize = __webpack_require__(25074);
// EXTERNAL MODULE: ./lib/src/template/schema.js
var schema = __webpack_require__(42805);
// EXTERNAL MODULE: ./lib/src/workspace/git/changed.js
var git_changed = __webpack_require__(59604);
;// CONCATENATED MODULE: ./lib/src/deploying/changed/record.js









function scopeOf({ environment }) {
    return environment !== undefined && /^[\w-]{1,128}$/.test(environment) ? environment : undefined;
}
function countedPaths(patterns, paths) {
    const rules = patterns.map(text => ({
        matches: matcherOf(text.replace(/^!/, '')),
        isIncluded: !text.startsWith('!')
    }));
    return paths.filter(path => rules.findLast(({ matches }) => matches(path))?.isIncluded === true);
}
function matcherOf(pattern) {
    const plain = pattern.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    return plain === '' || plain === '.'
        ? () => true
        : picomatch([plain, `${plain}/**`], { dot: true, nonegate: true, noextglob: true });
}
function withCommits(plan, prepared, { configuration, place }) {
    const checkout = readCheckout(place);
    if ('problem' in checkout || checkout.head === undefined)
        return plan;
    const commit = checkout.head;
    const environment = scopeOf(configuration);
    const isClean = cleanFiles(checkout, place.workspace);
    const definitions = plan.definitions.map(one => {
        const patterns = prepared.flatMap(({ target }) => one.files.includes(target.document.file) ? (target.entry?.paths ?? []) : []);
        const files = [...one.files.filter(file => !file.startsWith('live:')), configuration.config.file];
        if (one.registration.kind === 'reuse' || !files.every(isClean))
            return one;
        if (countedPaths(patterns, checkout.uncommitted).length > 0)
            return one;
        const fingerprint = fingerprintOf(one.definition);
        return { ...one, record: { commit, fingerprint, ...(0,present/* present */.E)({ environment }) } };
    });
    return { ...plan, definitions };
}
function cleanFiles(checkout, workspace) {
    const isChanged = (0,git_changed/* isAmong */.FB)(workspace, checkout.uncommitted.map(path => fromWorkspace(path, checkout)));
    const tracked = new Set(checkout.tracked);
    return file => (tracked.has(fromRoot(file, checkout)) ? !isChanged(file) : !(0,git_changed/* isThere */.$B)(workspace, file));
}
function fingerprintOf(definition) {
    const { tags: _, ...own } = (0,normalize/* normalizeDefinition */.d)((0,commit_tag/* withoutCommitTag */.KR)(definition));
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(known(own, [])))
        .digest('hex')
        .slice(0, 16);
}
function known(value, path) {
    if (Array.isArray(value))
        return value.map(item => known(item, path));
    if (!(0,json/* isObject */.G)(value))
        return value;
    const entries = Object.entries(value)
        .filter(([key]) => (0,schema/* isKnownMember */.il)([...path, key]))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, child]) => [key, known(child, [...path, key])]));
}

// EXTERNAL MODULE: ./lib/src/checking/decisions/project-rules-file.js
var project_rules_file = __webpack_require__(37476);
// EXTERNAL MODULE: ./lib/src/configuration/resolve-layout.js
var resolve_layout = __webpack_require__(85883);
// EXTERNAL MODULE: ./lib/src/plan/older-image.js
var older_image = __webpack_require__(38823);
// EXTERNAL MODULE: ./lib/src/workspace/read.js
var workspace_read = __webpack_require__(89415);
;// CONCATENATED MODULE: ./lib/src/deploying/changed/what-changed.js








const FILES_SHOWN = 3;
async function whatChanged(candidate, { commit, paths }, run) {
    const { file, tasks, key, entry } = candidate;
    const { configuration, checkout } = run;
    const { workspace } = run.ports;
    const appspec = configuration.codeDeploy.appspecFile?.replaceAll('{service}', key);
    const taskFiles = tasks.map(({ base }) => (base?.kind === 'file' ? base.path : undefined));
    const own = [file, ...taskFiles, appspec].flatMap(one => one?.replace(/^(?:\.\/)+/, '') ?? []);
    const files = [...new Set(own)];
    const isTracked = (one) => [...checkout.tracked, ...checkout.uncommitted].includes(fromRoot(one, checkout)) ||
        (!/^(?:\.\.\/|\/|[A-Za-z]:)/.test(one) && !(0,git_changed/* isThere */.$B)(workspace, one));
    const isChanged = (0,git_changed/* isAmong */.FB)(workspace, paths.map(path => fromWorkspace(path, checkout)));
    const untracked = files.filter(one => !isTracked(one));
    const changed = files.filter(one => !untracked.includes(one) && isChanged(one));
    const patterns = [entry, ...tasks].flatMap(one => countedPaths(one?.paths ?? [], paths));
    const counted = [...new Set([...changed.map(one => fromRoot(one, checkout)), ...patterns])].map(path => checkout.uncommitted.includes(path) ? `${path} (not committed)` : path);
    const { file: config } = configuration.config;
    const isConfigured = paths.includes(fromRoot(config, checkout)) && (await entryChanged(candidate, commit, run));
    return [
        ...untracked.map(one => `${one} is not in git`),
        ...(counted.length === 0 ? [] : [`changed: ${(0,list/* someOf */.yU)(counted, FILES_SHOWN)}`]),
        ...(isConfigured ? [`its part of ${config}`] : [])
    ];
}
async function entryChanged({ entry, tasks }, commit, { configuration, checkout, ports }) {
    const { config, environment } = configuration;
    const text = fileInCommit(ports, commit, fromRoot(config.file, checkout));
    if (entry === undefined)
        return false;
    if (text === undefined)
        return true;
    const { layout, layoutProblems } = await (0,project_rules_file/* readText */.y)(config.file, text, ports.clock.now());
    if (layoutProblems.length > 0)
        return true;
    const isKnown = environment === undefined || layout.environments.has(environment);
    const before = (0,resolve_layout/* resolveLayout */.J)(layout, isKnown ? environment : undefined);
    const then = [...before.services, ...before.tasks];
    return [entry, ...tasks].some(one => asText(one) !== asText(then.find(({ kind, key }) => kind === one.kind && key === one.key)));
}
function asText(entry) {
    const places = new Set(['said', 'place', 'written', 'origin', 'keyOrigin']);
    return JSON.stringify(entry, (key, value) => places.has(key) ? undefined : value instanceof Map ? [...value] : value);
}
function imageIsOpen({ file }, { configuration, ports }) {
    if (configuration.overrides['image'] !== undefined || file === undefined)
        return true;
    const read = (0,workspace_read/* readTextFile */.Gu)(ports.workspace, file);
    const written = 'text' in read ? [...read.text.matchAll(/\bimage["']?\s*:\s*["']?([^"'\s,}]+)/g)] : [];
    const images = written.map(([, image = '']) => image);
    return images.length === 0 || images.some(image => image.includes('${{') || !(0,older_image/* looksLikeVersion */.aG)(image));
}

;// CONCATENATED MODULE: ./lib/src/deploying/changed/choose-changed.js


















async function chooseChanged(configuration, run) {
    const { ports } = run;
    const project = await (0,project_rules/* readProjectRules */.Z)({ ...configuration, services: 'all' }, ports);
    const { placement } = project;
    const stopped = (problems) => ({
        report: { ...(0,report_report/* emptyReport */._O)(configuration.mode), problems },
        placement,
        keys: []
    });
    const early = [...project.problems, ...project.placementProblems];
    if (early.length > 0)
        return stopped(early);
    const { candidates, problems } = await findCandidates(configuration, project, run);
    if (problems.length > 0)
        return stopped(problems);
    const checkout = readCheckout(ports);
    if ('problem' in checkout)
        return stopped([checkout.problem]);
    const said = await (0,target/* announceTarget */.TE)(candidates.map(({ site }) => site), run);
    const report = (0,target/* withTarget */.yY)((0,report_report/* emptyReport */._O)(configuration.mode), said);
    if (said.problems.length > 0)
        return { report, placement, keys: [] };
    try {
        const compare = comparisons(ports);
        const judged = await judgeAll(candidates, { ...run, configuration, checkout, compare });
        const selection = judged.map(({ selected }) => selected);
        ports.log.group('What changed since what runs', (0,report_selection/* selectionToText */.v)(selection));
        const remarks = [...report.remarks, ...lostCommits(judged, checkout), ...idle(candidates, checkout)];
        const keys = selection.flatMap(({ key, isIncluded }) => (isIncluded ? [key] : []));
        return { report: { ...report, selection, remarks }, placement, said, keys };
    }
    catch (error) {
        return stopped([(0,explain/* refusalOf */.Of)(error)]);
    }
}
async function findCandidates(configuration, { resolved, placement }, { ports }) {
    const handed = { ...ports, ...(0,present/* present */.E)({ temporary: ports.area.temporary }) };
    const found = await (0,load_sources/* findSources */.Id)({ ...configuration, services: 'all' }, handed, resolved);
    const files = found.selected.flatMap(({ service: key, file, entry }) => key === undefined ? [] : [{ key, file, ...(0,present/* present */.E)({ entry }) }]);
    const live = configuration.taskDefinition.length > 0
        ? []
        : resolved.services.filter(({ base }) => base?.kind === 'live');
    const others = [...live, ...(0,layout_sources.chosenTasks)([], resolved, 'all')].map(entry => ({ key: entry.key, entry }));
    const order = [...resolved.services, ...resolved.tasks].map(({ key }) => key);
    const candidates = [...files, ...others].map((one) => {
        const { key, entry } = one;
        return {
            ...one,
            service: entry?.kind === 'service' ? entry.name : key,
            site: (0,configuration_placement/* siteOfTarget */.so)({ service: key, ...(0,present/* present */.E)({ entry }) }, placement, configuration),
            tasks: entry?.kind === 'task' ? [] : (0,layout_sources/* tasksBefore */.m5)(key, resolved)
        };
    });
    return {
        candidates: candidates.toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key)),
        problems: found.problems
    };
}
function comparisons(place) {
    const known = new Map();
    return commit => {
        const found = known.get(commit) ?? compareWithCommit(place, commit);
        known.set(commit, found);
        return found;
    };
}
async function judgeAll(candidates, run) {
    const placed = candidates.flatMap(({ key, service, site, entry }) => site.cluster === undefined || entry?.kind === 'task' ? [] : [{ service, key, site: site }]);
    const { states, problems } = await (0,inspect_services/* inspectServices */.dD)(placed, run.configuration, run.aws);
    return Promise.all(candidates.map(async (candidate) => {
        const { key, service, site, entry } = candidate;
        const taken = (reason) => ({ selected: { key, service, isIncluded: true, reason } });
        if (site.cluster === undefined)
            return taken('its cluster is not specified');
        if (entry?.kind === 'task')
            return taken('schedules run it, and keep the commit of no deployment');
        if (entry?.base?.kind === 'live')
            return taken('its definition is in ECS, where others may change it');
        if (!states.has(key) && problems.length > 0)
            return taken('it could not be read');
        const running = await commitRunning(candidate, states.get(key), run);
        return 'unknown' in running ? taken(running.unknown) : await judgeCommit(candidate, running, run);
    }));
}
async function commitRunning({ site }, state, { aws, configuration }) {
    if (state === undefined || state.status === 'INACTIVE')
        return { unknown: 'it does not exist yet' };
    if (state.status !== 'ACTIVE')
        return { unknown: `it is ${state.status}` };
    if (state.taskDefinition === '')
        return { unknown: 'it has no task definition yet' };
    const { rolloutState } = (0,deployments/* primaryOf */.Os)(state) ?? {};
    if (rolloutState !== undefined && rolloutState !== 'COMPLETED')
        return { unknown: `its last deployment has not succeeded (${rolloutState})` };
    if (state.desiredCount > 0 && state.runningCount === 0)
        return { unknown: `none of its tasks runs (desired: ${state.desiredCount})` };
    const name = (0,arn/* lastPartOf */.RS)(state.taskDefinition);
    const { ecs } = await aws(site);
    const live = await ecs.describeTaskDefinition(state.taskDefinition).catch(asDenied);
    if (live === 'denied')
        return {
            unknown: `${name}, which it runs, could not be read (ecs:DescribeTaskDefinition is not allowed)`
        };
    if (live === undefined)
        return { unknown: `ECS no longer has ${name}, which it runs` };
    if (live.status !== 'ACTIVE')
        return { unknown: `${name}, which it runs, is ${live.status}: ECS starts no new task from it` };
    const record = (0,commit_tag/* commitRecordOf */.Yd)(live.definition);
    if (record === undefined)
        return { unknown: `it runs ${name}, in which no commit is recorded` };
    if (record.fingerprint !== fingerprintOf(live.definition))
        return {
            unknown: `it runs ${name}, which is not the revision registered from ${record.commit.slice(0, 7)} but one made from it outside this action`
        };
    return record.environment === scopeOf(configuration)
        ? record
        : { unknown: `it runs ${name}, which was registered for ${record.environment ?? 'no environment'}` };
}
function asDenied(error) {
    if (error instanceof aws_error/* AwsError */.Gy && error.kind === 'denied')
        return 'denied';
    throw error;
}
async function judgeCommit(candidate, { commit }, run) {
    const { key, service, entry } = candidate;
    const short = commit.slice(0, 7);
    const judge = (isIncluded, reason) => ({
        ...{ key, service, isIncluded, reason, commit }
    });
    const before = run.compare(commit);
    if (before.kind !== 'compared') {
        const what = before.kind === 'absent' ? 'is not in this clone' : 'is in this clone only in part';
        return { selected: judge(true, `commit ${short}, which it runs, ${what}`), isLost: true };
    }
    const since = before.isAncestor ? `since ${short}` : `since ${short}, which this commit was not made from`;
    const paths = [...before.paths, ...run.checkout.uncommitted];
    const changed = await whatChanged(candidate, { commit, paths }, run);
    if (changed.length > 0)
        return { selected: judge(true, `${since}: ${changed.join('; ')}`) };
    const isOpen = (entry?.paths.length ?? 0) === 0 && imageIsOpen(candidate, run);
    return isOpen
        ? { selected: judge(true, `${since} nothing changed, but no "paths" say what its image is made of`) }
        : { selected: judge(false, `${since} nothing changed that counts for it`) };
}
function lostCommits(judged, { isShallow }) {
    const lost = judged.flatMap(one => (one.isLost ? [one.selected.key] : []));
    if (lost.length === 0)
        return [];
    const why = isShallow
        ? 'This clone is shallow: give actions/checkout "fetch-depth: 0" (under "with").'
        : 'The commit is on no branch of this clone (after a force-push, or from another branch), or actions/checkout was given a "filter".';
    return [{ message: `Selected without a comparison: ${lost.join(', ')}. ${why}` }];
}
function idle(candidates, { tracked, uncommitted }) {
    const all = [...tracked, ...uncommitted];
    const remarks = candidates.flatMap(({ entry }) => (entry?.kind === 'service' ? entry.paths : []).flatMap((pattern) => pattern.startsWith('!') || countedPaths([pattern], all).length > 0
        ? []
        : [
            {
                message: `"paths" of "${entry?.key}": ${pattern} matches no file of the repository. Patterns are from its root.`
            }
        ]));
    return (0,list/* distinctBy */.ey)(remarks, ({ message }) => message);
}

// EXTERNAL MODULE: ./lib/src/deploying/prepare/prepare.js
var prepare = __webpack_require__(90532);
// EXTERNAL MODULE: ./lib/src/deploying/plan/inspect-codedeploy.js
var inspect_codedeploy = __webpack_require__(29854);
// EXTERNAL MODULE: ./lib/src/deploying/plan/make-plan.js + 2 modules
var make_plan = __webpack_require__(55794);
// EXTERNAL MODULE: ./lib/src/codedeploy/appspec.js
var appspec = __webpack_require__(24520);
// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan_plan = __webpack_require__(96562);
;// CONCATENATED MODULE: ./lib/src/deploying/plan/missing-targets.js



function missingTargets(plan) {
    return plan.services.flatMap(service => {
        const targets = targetsOf(service);
        if (targets.length === 0)
            return [];
        const definition = (0,plan_plan/* definitionIn */.r)(plan, service.definitionId);
        return targets.flatMap(target => {
            const fault = (0,appspec/* checkBalancer */.py)(target, { definition });
            return fault === undefined ? [] : [{ ...fault.problem, fault: 'user', service: service.service }];
        });
    });
}
function targetsOf({ action, before, creation }) {
    const isUpdated = action.kind === 'create' || action.kind === 'update';
    if (!isUpdated || before.deploymentController !== 'ECS')
        return [];
    const settings = creation ?? before.raw;
    return [...(0,json/* objectsIn */.Q)(settings['loadBalancers']), ...(0,json/* objectsIn */.Q)(settings['serviceRegistries'])].flatMap(({ containerName, containerPort }) => typeof containerName === 'string' && typeof containerPort === 'number'
        ? [{ containerName, containerPort }]
        : []);
}

;// CONCATENATED MODULE: ./lib/src/deploying/plan/plan-run.js


















const NO_SCHEDULES = { groups: [], rows: [], remarks: [], problems: [] };
const NOTHING_TO_DO = { definitions: [], services: [] };
const READS_AT_ONCE = 8;
const NAMED = 12;
async function planRun(configuration, planning) {
    const planned = await planDefinitions(configuration, planning);
    const { placement } = planned;
    const plannedAt = planning.ports.clock.now();
    if (!planned.plan)
        return { ...planned, schedules: NO_SCHEDULES, plannedAt };
    const scheduled = planned.plan.definitions.filter(one => configuration.updateSchedules || one.schedules);
    const [withSpecs, schedules] = await Promise.all([
        (0,inspect_codedeploy.inspectCodeDeploy)(planned.plan, configuration, planning),
        scheduled.length === 0 ? NO_SCHEDULES : (0,carry_out_schedules/* findForPlan */.U)({ ...planned.plan, definitions: scheduled }, planning)
    ]);
    const ordered = { ...withSpecs.plan, services: (0,waves/* withWaves */.n)(withSpecs.plan.services, placement.order) };
    const plan = configuration.mode === 'plan' ? await withTroubles(ordered, planning) : ordered;
    const problems = [
        ...planned.report.problems,
        ...withSpecs.problems,
        ...schedules.problems,
        ...missingTargets(plan)
    ];
    const remarks = [
        ...planned.report.remarks,
        ...schedules.remarks,
        ...leftAlone(plan, configuration),
        ...(configuration.mode === 'plan' ? notRunning(plan) : [])
    ];
    const { verifyPermissions } = configuration;
    const report = {
        ...planned.report,
        ...{ plan, problems, remarks, schedules: schedules.rows, verifyPermissions }
    };
    const { plan: _, ...rest } = planned;
    return { ...rest, report, schedules, plannedAt, ...(problems.length > 0 ? {} : { plan }) };
}
async function planDefinitions(configuration, planning) {
    if (configuration.taskDefinitionArn !== undefined)
        return (0,existing_revision/* planExisting */.Lo)(configuration.taskDefinitionArn, configuration, planning);
    if (configuration.services !== 'changed')
        return planServices(configuration, planning);
    const { report, placement, keys, said } = await chooseChanged(configuration, planning);
    if (report.problems.length > 0)
        return { report, placement };
    if (keys.length === 0)
        return { report: { ...report, plan: NOTHING_TO_DO }, plan: NOTHING_TO_DO, placement };
    const planned = await planServices({ ...configuration, services: keys }, planning, said);
    const remarks = [...report.remarks, ...planned.report.remarks];
    return { ...planned, report: { ...planned.report, ...(0,present/* present */.E)({ selection: report.selection }), remarks } };
}
async function planServices(configuration, planning, announced) {
    const preparation = await (0,prepare/* prepareDefinitions */.U)(configuration, planning.ports, planning.aws);
    const { prepared, placement } = preparation;
    if (prepared.length === 0)
        return { report: preparation.report, placement };
    const sites = prepared.map(({ site }) => site);
    const said = announced ?? (await (0,target/* announceTarget */.TE)(sites, planning));
    const report = (0,target/* withTarget */.yY)(preparation.report, said);
    if (said.problems.length > 0)
        return { report, placement };
    const planned = await (0,make_plan/* makePlan */.C)({ ...preparation, report }, configuration, planning);
    const isRecorded = announced !== undefined || prepared.some(one => one.target.entry?.paths.length);
    if (planned.plan === undefined || configuration.mode !== 'deploy' || !isRecorded)
        return { ...planned, placement };
    const plan = withCommits(planned.plan, prepared, { configuration, place: planning.ports });
    return { ...planned, plan, placement };
}
async function withTroubles(plan, planning) {
    const now = planning.ports.clock.now();
    const hinted = plan.services.filter(({ action, before }) => action.kind === 'unchanged' && before.desiredCount > 0 && (0,recent_events/* hasSigns */.Li)(before, (0,deployments/* primaryOf */.Os)(before)?.id, now));
    const read = await (0,bounded/* mapBounded */.y)(hinted, READS_AT_ONCE, async (one) => [one, await (0,keeps_stopping/* troubleOf */.L)(one, { plan, ...planning })]);
    const troubles = new Map(read);
    const services = plan.services.map(one => ({ ...one, ...(0,present/* present */.E)({ trouble: troubles.get(one) }) }));
    return { ...plan, services };
}
function notRunning({ services }) {
    const ill = services.filter(({ action, before, trouble }) => action.kind === 'follow'
        ? ((0,deployments/* deploymentUnderWay */.TC)(before)?.failedTasks ?? 0) > 0
        : action.kind === 'unchanged' &&
            (trouble?.isLoop || (before.desiredCount > 0 && before.runningCount === 0)));
    if (ill.length === 0)
        return [];
    const names = (0,list/* someOf */.yU)(ill.map(outcome/* labelOf */.Wy), NAMED);
    const message = `Nothing is to be changed, but not running well: ${names}. The plan has the risk of each.`;
    return [{ message, verdict: `Not running well: ${names}; see the risks.` }];
}
function leftAlone(plan, { compatibility, forceNewDeployment }) {
    if (compatibility === undefined || forceNewDeployment)
        return [];
    return plan.definitions.flatMap(({ registration }) => registration.kind === 'reuse'
        ? [
            {
                message: `${(0,arn/* lastPartOf */.RS)(registration.arn)} equals the definition: no copy is registered, unlike with AWS's action, and a service that runs it is not redeployed. force-new-deployment: true starts new tasks anyway.`
            }
        ]
        : []);
}


/***/ }),

/***/ 77239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ RULE_IDS),
/* harmony export */   V: () => (/* binding */ OPTIONAL_RULE_IDS)
/* harmony export */ });
const OPTIONAL_RULE_IDS = ['secret/high-entropy'];
const RULE_IDS = [
    'secret/token-shape',
    'secret/url-userinfo',
    'secret/by-name',
    'secret/command',
    'secret/log-option',
    'secret/embedded',
    'secret/default-value',
    'secret/split-token',
    'secret/reference-invalid',
    'secret/duplicate',
    'secret/control-name',
    'secret/delivery',
    'secret/env-file',
    ...OPTIONAL_RULE_IDS,
    'policy/references-only'
];


/***/ }),

/***/ 2784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GT: () => (/* binding */ namesFor),
/* harmony export */   Te: () => (/* binding */ readCodeDeploy),
/* harmony export */   _E: () => (/* binding */ fillNames)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(318);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);
/* harmony import */ var _problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67531);



function readCodeDeploy(reader) {
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({
        appspecFile: reader.text('codedeploy-appspec'),
        application: readName(reader, 'codedeploy-application'),
        deploymentGroup: readName(reader, 'codedeploy-deployment-group'),
        description: readDescription(reader),
        config: readName(reader, 'codedeploy-deployment-config')
    });
}
const LONGEST_DESCRIPTION = 512;
function readDescription(reader) {
    const text = reader.text('codedeploy-deployment-description');
    if (text === undefined || text.length <= LONGEST_DESCRIPTION)
        return text;
    reader.note('codedeploy-deployment-description', `shortened to ${LONGEST_DESCRIPTION} of its ${text.length} characters, the limit of CodeDeploy.`);
    return `${text.slice(0, LONGEST_DESCRIPTION - 1)}…`;
}
function readName(reader, input) {
    const text = reader.text(input);
    if (text === undefined)
        return undefined;
    const bare = text.replaceAll('{cluster}', '').replaceAll('{service}', '');
    if (text.length <= 100 && /^[\w+=,.@-]*$/.test(bare))
        return text;
    return reader.report('bad-input', `Input "${input}": ${(0,_problems_describe_text_js__WEBPACK_IMPORTED_MODULE_1__/* .describeText */ .l)(text)} is not a valid CodeDeploy name: use up to 100 letters, digits and . _ - + = , @; {cluster} and {service} are also allowed.`, `Write the name as \`aws deploy\` shows it, without ARN or path.`);
}
function namesFor(inputs, of) {
    return {
        application: fillNames(inputs.application ?? 'AppECS-{cluster}-{service}', of),
        group: fillNames(inputs.deploymentGroup ?? 'DgpECS-{cluster}-{service}', of)
    };
}
function fillNames(text, of) {
    const cluster = (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(of.cluster);
    return text.replaceAll('{cluster}', cluster).replaceAll('{service}', of.service);
}


/***/ })

};
