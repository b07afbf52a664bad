export const id = 9854;
export const ids = [9854];
export const modules = {

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

/***/ 45187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ loadDocument)
/* harmony export */ });
/* unused harmony export tooLarge */
/* harmony import */ var _read_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27514);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10119);


async function loadDocument(file, text) {
    const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
    const bytes = Buffer.byteLength(clean);
    if (bytes > _tree_js__WEBPACK_IMPORTED_MODULE_0__/* .maxFileBytes */ .eV)
        return { problems: [tooLarge(file, bytes)] };
    if (formatOf(file, clean) === 'json')
        return (0,_read_json_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .V)(file, clean);
    const { readYaml } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 33266));
    return readYaml(file, clean);
}
function formatOf(file, text) {
    if (/\.jsonc?$/i.test(file))
        return 'json';
    if (/\.ya?ml$/i.test(file))
        return 'yaml';
    const start = /^(?:\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/.exec(text)?.[0].length ?? 0;
    return text[start] === '{' || text[start] === '[' ? 'json' : 'yaml';
}
function tooLarge(file, bytes) {
    return {
        code: 'file-too-large',
        fault: 'user',
        message: `${file} has ${bytes} bytes; at most ${_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .maxFileBytes */ .eV} are read (ECS takes 65,536).`,
        hint: 'Check that the path names a task definition.'
    };
}


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
