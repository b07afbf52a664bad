export const id = 1718;
export const ids = [1718,1430];
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

/***/ 71718:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  carryCodeDeploy: () => (/* binding */ carryCodeDeploy)
});

// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(84120);
// EXTERNAL MODULE: ./lib/src/codedeploy/appspec.js
var appspec = __webpack_require__(24520);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/pace.js
var pace = __webpack_require__(6350);
// EXTERNAL MODULE: ./lib/src/rollout/endings.js
var endings = __webpack_require__(61527);
// EXTERNAL MODULE: ./lib/src/rollout/progress.js
var progress = __webpack_require__(38704);
;// CONCATENATED MODULE: ./lib/src/codedeploy/follow.js






const LOOKS_FOR_ROLLBACK = 3;
const FAILED_READS_ALLOWED = 10;
const DEPLOY_CANCELLED = 'The run was cancelled while CodeDeploy was deploying';
const CANCELLED_BACK = 'The run was cancelled while CodeDeploy was rolling back; the rollback continues in CodeDeploy.';
function isOver(status) {
    return status === 'Succeeded' || status === 'Failed' || status === 'Stopped';
}
function awaitsTermination(deployment, target) {
    if (deployment.status !== 'InProgress')
        return false;
    const events = target?.events ?? [];
    const isThrough = events.every(({ status }) => status === 'Succeeded' || status === 'Skipped');
    return deployment.terminationWaits || (events.length > 0 && isThrough);
}
function reasonOf({ status, error }) {
    const what = status === 'Failed' ? 'CodeDeploy failed the deployment' : 'The deployment was stopped in CodeDeploy';
    if (error === undefined)
        return `${what} and gave no reason.`;
    const text = (0,aws_error/* oneLine */.TN)(error.message);
    const said = text === '' ? '' : `: ${text.replace(/[.!?]$/, '')}`;
    return `${what} (${(0,aws_error/* oneLine */.TN)(error.code)})${said}.`;
}
class CodeDeployWatch {
    #service;
    #ports;
    #following;
    #milestones = [];
    #lines = [];
    #said = new Set([outcome/* COMPLETED */.eJ]);
    #events = new Map();
    #counts = '';
    #traffic;
    #stage = 'not begun';
    #failedReads = 0;
    #readsTargets = true;
    #failure;
    #rollbackId;
    #looksForRollback = 0;
    #taskSetId;
    #nothingRan = false;
    #trafficStayed = false;
    constructor(service, ports) {
        this.#service = service;
        this.#ports = ports;
        this.#following = ports.log.follow({ label: service, since: ports.clock.now(), phase: 'rolling out' });
    }
    say(message) {
        if (this.#said.has(message))
            return;
        this.#said.add(message);
        this.#lines.push(message);
        this.#following.say(message);
    }
    mark(what, text) {
        if (this.#milestones.some(one => one.what === what && one.text === text))
            return;
        this.#milestones.push({ at: this.#ports.clock.now(), what, text });
        if (what === 'failing' || what === 'paused')
            this.#following.update({ phase: what });
        if (what === 'rolling-back')
            this.#following.update({ phase: 'rolling back' });
    }
    end(outcome, reason, deploymentId) {
        this.#following.end(outcome, outcome === 'succeeded');
        const finishedAt = this.#ports.clock.now();
        const taskSetId = this.#taskSetId;
        return {
            outcome,
            reason,
            milestones: this.#milestones,
            finishedAt,
            ...(0,present/* present */.E)({ deploymentId, taskSetId })
        };
    }
    async read(id) {
        try {
            const deployment = await this.#ports.codedeploy.getDeployment(id);
            this.#failedReads = deployment === undefined ? this.#failedReads + 1 : 0;
            if (this.#failedReads < FAILED_READS_ALLOWED)
                return deployment;
            const message = `CodeDeploy does not know deployment ${id}`;
            const awsName = 'DeploymentDoesNotExistException';
            throw new aws_error/* AwsError */.Gy({ kind: 'missing', operation: 'codedeploy:GetDeployment', awsName, message });
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            if (['denied', 'expired', 'refused', 'missing'].includes(error.kind))
                throw error;
            this.#warn(`Could not read deployment ${id} (${error.operation}: ${error.awsName}); retrying.`);
            if (++this.#failedReads >= FAILED_READS_ALLOWED)
                throw error;
            return undefined;
        }
    }
    async target(id, targetId) {
        if (!this.#readsTargets)
            return undefined;
        try {
            return await this.#ports.codedeploy.getTarget(id, targetId);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            if (error.kind === 'denied') {
                this.#readsTargets = false;
                this.say(`Events and traffic of the deployment are not shown (no permission for ${error.operation}).`);
            }
            return undefined;
        }
    }
    async pause(deadline) {
        const left = deadline - this.#ports.clock.now();
        await this.#ports.clock.sleep(Math.max(0, Math.min(pace/* POLL_INTERVAL_MS */.fv, left)), this.#ports.signal);
    }
    async follow(followed) {
        for (;;) {
            const ending = (await this.#step(followed)) ?? this.#interrupted(followed);
            if (ending)
                return this.#conclude(followed, ending);
            await this.pause(followed.deadline);
        }
    }
    async #step(followed) {
        try {
            const deployment = await this.read(this.#rollbackId ?? followed.deploymentId);
            if (deployment === undefined)
                return undefined;
            return this.#rollbackId === undefined
                ? await this.#judgeOurs(deployment, followed)
                : this.#judgeRollback(deployment);
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            const back = this.#back(followed);
            const what = back.rollback === undefined ? 'deployment' : 'rollback';
            const reason = `Not verified: ${error.operation} failed (${error.awsName}). The ${what} itself continues in CodeDeploy.`;
            return { outcome: 'failed', reason, error, ...back };
        }
    }
    async #judgeOurs(deployment, followed) {
        const target = await this.target(deployment.id, followed.targetId);
        if (target)
            this.#tell(target);
        const { status, rollbackId } = deployment;
        const command = (type) => `aws deploy continue-deployment --deployment-id ${followed.deploymentId} --deployment-wait-type ${type} --region ${followed.region}`;
        if (status === 'Succeeded')
            return { outcome: 'succeeded', reason: this.#nothingRan ? endings/* NOTHING_RAN */.sh : outcome/* COMPLETED */.eJ };
        if (status === 'Ready') {
            this.say(`waiting for you to reroute traffic: ${command('READY_WAIT')}`);
            this.mark('paused', 'waiting for you to reroute traffic');
        }
        if (awaitsTermination(deployment, target))
            this.say(`all traffic is on the new tasks; CodeDeploy keeps the old ones for a while. To end that now: ${command('TERMINATION_WAIT')}`);
        if (!isOver(status))
            return undefined;
        const reason = reasonOf(deployment);
        await this.#fail(reason);
        if (rollbackId !== undefined) {
            this.#rollbackId = rollbackId;
            this.say(`CodeDeploy rolls it back: deployment ${rollbackId}`);
            this.mark('rolling-back', `deployment ${rollbackId}`);
            return undefined;
        }
        if (followed.expectsRollback && this.#looksForRollback++ < LOOKS_FOR_ROLLBACK)
            return undefined;
        const where = this.#trafficStayed ? ' All traffic is still on the old tasks.' : '';
        return { outcome: 'failed', reason: `${reason}${where}` };
    }
    async #fail(reason) {
        if (this.#failure !== undefined)
            return;
        this.#failure = reason;
        this.#said.add(reason);
        this.say(`FAILED: ${reason}`);
        this.mark('failing', reason);
        await this.#ports.onFailure?.({ reason, ...(0,present/* present */.E)({ taskSetId: this.#taskSetId }) });
    }
    #judgeRollback(deployment) {
        const { id, status } = deployment;
        if (!isOver(status))
            return undefined;
        if (status === 'Succeeded') {
            const reason = `${this.#failure} CodeDeploy rolled it back (deployment ${id}).`;
            return { outcome: 'rolled-back', reason, rollback: 'completed' };
        }
        const reason = `${this.#failure} The rollback ${id} failed too. ${reasonOf(deployment)}`;
        return { outcome: 'failed', reason, rollback: 'failed' };
    }
    #back({ isStopped, expectsRollback }) {
        const isDue = this.#failure !== undefined && expectsRollback;
        return isStopped || this.#rollbackId !== undefined || isDue ? { rollback: 'in-progress' } : {};
    }
    #interrupted(followed) {
        const back = this.#back(followed);
        const isBack = back.rollback !== undefined;
        if (this.#ports.signal?.aborted) {
            const left = `${DEPLOY_CANCELLED}; deployment ${followed.deploymentId} continues.`;
            const known = [this.#failure, CANCELLED_BACK].filter(text => text !== undefined).join(' ');
            return { outcome: 'cancelled', reason: isBack ? known : left, ...back };
        }
        if (this.#ports.clock.now() < followed.deadline)
            return undefined;
        const limit = (0,progress/* formatDuration */.a3)(followed.limitMs);
        const traffic = this.#traffic === undefined ? '' : `, ${this.#traffic} % of production traffic`;
        const counts = this.#counts === '' ? '' : `, ${this.#counts}${traffic}`;
        return this.#failure === undefined
            ? { outcome: 'timed-out', reason: `Not finished after ${limit}: ${this.#stage}${counts}.`, ...back }
            : { outcome: 'failed', reason: `${this.#failure} The rollback had not ended after ${limit}.`, ...back };
    }
    #conclude({ deploymentId }, ending) {
        const { outcome, reason } = ending;
        this.mark('ended', outcome);
        if (reason === endings/* NOTHING_RAN */.sh)
            this.#warn(reason);
        this.say(this.#said.has(reason) ? outcome : `${outcome}: ${reason}`);
        this.#ports.log.recap?.(`${this.#service}: ${outcome}`, this.#lines);
        return { ...this.end(outcome, reason, deploymentId), ...ending };
    }
    #warn(message) {
        this.#ports.log.warning(`[${this.#service}] ${message}`);
    }
    #tell({ events, taskSets }) {
        const changed = events.filter(({ name, status }) => !['Pending', 'Skipped', this.#events.get(name)].includes(status));
        for (const { name, status } of changed) {
            this.#events.set(name, status);
            this.#stage = wordsOf(name, status);
            if (status !== 'Succeeded')
                this.mark('stage', this.#stage);
        }
        if (changed.length > 0)
            this.say(changed.map(({ name, status }) => wordsOf(name, status)).join(', '));
        this.#trafficStayed = taskSets.some(({ label, traffic }) => label === 'Blue' && traffic === 100);
        const green = taskSets.find(({ label }) => label === 'Green');
        if (green === undefined)
            return;
        const { id, running, desired, pending, traffic } = green;
        this.#taskSetId = id;
        this.#nothingRan = desired === 0;
        const old = taskSets.reduce((sum, one) => sum + (one === green ? 0 : one.running), 0);
        const counts = `${running} of ${desired} new tasks running${pending > 0 ? `, ${pending} pending` : ''}`;
        const isNew = counts !== this.#counts;
        this.#counts = counts;
        if (isNew)
            this.#lines.push(counts);
        const tasks = { running, desired, pending, old };
        this.#following.update({ stage: this.#stage, tasks }, isNew ? counts : undefined);
        if (running > 0)
            this.mark('first-task', 'first task running');
        if (traffic === undefined || traffic === (this.#traffic ?? 0))
            return;
        this.#traffic = traffic;
        const share = `${traffic} % of production traffic`;
        this.say(`${share} goes to the new tasks`);
        this.mark('traffic', share);
    }
}
function wordsOf(name, status) {
    return `${name} ${status === 'InProgress' ? 'in progress' : status.toLowerCase()}`;
}

// EXTERNAL MODULE: ./lib/src/codedeploy/group.js
var codedeploy_group = __webpack_require__(28415);
;// CONCATENATED MODULE: ./lib/src/codedeploy/deploy.js







const CLOCK_SKEW_MS = 5 * 60_000;
const OTHERS = 5;
const LOOK_AFTER_MS = [1_000, 3_000, 6_000];
const ATTEMPTS = 4;
async function deployThroughCodeDeploy(request, ports) {
    const run = new Run(request, ports);
    try {
        return await run.run();
    }
    catch (error) {
        if (!(error instanceof aws_error/* AwsError */.Gy))
            throw error;
        const subject = `deployment group ${request.group}`;
        const problem = (0,explain/* explainAwsError */.Ni)(error, { subject, service: request.service });
        return { ...run.watch.end('failed', problem.message), error, problems: [problem] };
    }
}
function isSame(other, content) {
    return other !== undefined && other.creator !== 'codeDeployRollback' && (0,appspec/* deploysSame */.Be)(other, content);
}
class Run {
    watch;
    #request;
    #ports;
    #startedAt;
    constructor(request, ports) {
        this.#request = request;
        this.#ports = ports;
        this.watch = new CodeDeployWatch(request.service, ports);
        this.#startedAt = ports.clock.now();
    }
    async run() {
        for (let others = 0; others < OTHERS; others++) {
            if (this.#ports.signal?.aborted)
                return { ...this.watch.end('not-started', outcome/* CANCELLED_BEFORE */.yv.reason), isCancelled: true };
            const inspected = await (0,codedeploy_group/* inspectDeploymentGroup */.jq)(this.#request, this.#ports.codedeploy);
            if ('problems' in inspected) {
                const [first] = inspected.problems;
                return { ...this.watch.end('not-started', first?.message ?? ''), problems: inspected.problems };
            }
            const busy = await this.#begin(inspected.group);
            if (typeof busy !== 'string')
                return busy;
            const end = await this.#passBy(busy, inspected.group);
            if (end)
                return end;
        }
        return this.watch.end('not-started', 'Other deployments of this service keep coming first; nothing was started.');
    }
    async #begin(group) {
        const last = group.lastAttempted;
        if (last && !isOver(last.status))
            return last.id;
        const { seenAt, content, description, config, application, forceNewDeployment } = this.#request;
        const isNews = last?.status === 'Succeeded' && (last.endedAt ?? 0) > (seenAt ?? Infinity) - CLOCK_SKEW_MS;
        if (isNews &&
            !forceNewDeployment &&
            isSame(await this.#ports.codedeploy.getDeployment(last.id), content)) {
            this.watch.say(`deployment ${last.id} has deployed the same meanwhile`);
            return this.#follow(last.id, group, { startedAt: this.#startedAt });
        }
        const wanted = { application, group: group.group, content, sha256: (0,appspec/* hashOf */.qQ)(content) };
        const startedAt = this.#ports.clock.now();
        const { id, isOurs } = await this.#createOnce({ ...wanted, ...(0,present/* present */.E)({ description, config }) }, group);
        if (!isOurs)
            return id;
        this.watch.say(`deployment ${id} created`);
        this.watch.mark('updated', `deployment ${id} created`);
        return this.#follow(id, group, { startedAt, unwatched: 'Created' });
    }
    async #createOnce(request, before) {
        const { codedeploy } = this.#ports;
        for (let attempt = 1;; attempt++) {
            try {
                return { id: await codedeploy.createDeployment(request), isOurs: true };
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.Gy))
                    throw error;
                const busy = busyWith(error);
                if (busy !== undefined)
                    return {
                        id: busy,
                        isOurs: attempt > 1 && isSame(await codedeploy.getDeployment(busy), request.content)
                    };
                if (error.kind !== 'lost')
                    throw error;
                const id = await this.#findCreated(request, before);
                if (id !== undefined)
                    return { id, isOurs: true };
                if (attempt === ATTEMPTS)
                    throw error;
            }
        }
    }
    async #findCreated(request, { lastAttempted: last }) {
        const { codedeploy, clock } = this.#ports;
        const since = last?.createdAt === undefined ? undefined : last.createdAt - 1_000;
        for (const wait of LOOK_AFTER_MS) {
            await clock.sleep(wait);
            const ids = await codedeploy.listDeployments(request, since);
            for (const id of ids.filter(one => one !== last?.id).slice(0, 10))
                if (isSame(await codedeploy.getDeployment(id), request.content))
                    return id;
        }
        return undefined;
    }
    async #passBy(id, group) {
        const { content, forceNewDeployment, ifDeploying } = this.#request;
        if (!forceNewDeployment && isSame(await this.#ports.codedeploy.getDeployment(id), content)) {
            this.watch.say(`deployment ${id} is in progress and deploys the same; following it`);
            return this.#follow(id, group, { startedAt: this.#startedAt, unwatched: 'Already in progress' });
        }
        if (ifDeploying === 'fail')
            return this.watch.end('not-started', `CodeDeploy is already deploying ${id} for this service (if-deploying: fail); nothing was started.`);
        if (ifDeploying === 'replace')
            await this.#bringToEnd(id);
        else
            this.watch.say(`waiting for deployment ${id}, which is in progress (if-deploying: wait)`);
        return this.#waitForEnd(id, this.#startedAt + this.#limit(group));
    }
    async #bringToEnd(id) {
        const { codedeploy } = this.#ports;
        const deployment = await this.watch.read(id);
        const target = await this.watch.target(id, (0,codedeploy_group/* targetIdOf */.IX)(this.#request));
        if (deployment && awaitsTermination(deployment, target)) {
            try {
                await codedeploy.endTerminationWait(id);
                this.watch.say(`ending the last wait of deployment ${id}, whose traffic is shifted (if-deploying: replace)`);
                return;
            }
            catch (error) {
                if (!(error instanceof aws_error/* AwsError */.Gy))
                    throw error;
            }
        }
        this.watch.say(`stopping deployment ${id}, which is in progress (if-deploying: replace)`);
        await codedeploy.stopDeployment(id);
    }
    async #waitForEnd(first, deadline) {
        for (let id = first;;) {
            const deployment = await this.watch.read(id);
            if (deployment && isOver(deployment.status)) {
                const { rollbackId = id } = deployment;
                if (rollbackId === id) {
                    this.watch.say(`deployment ${id} has ended: ${deployment.status}`);
                    return undefined;
                }
                id = rollbackId;
                continue;
            }
            if (this.#ports.signal?.aborted)
                return this.watch.end('cancelled', outcome/* CANCELLED_BEFORE */.yv.reason);
            if (this.#ports.clock.now() >= deadline)
                return this.watch.end('timed-out', `Deployment ${id}, which was in progress before, has not ended; nothing was started.`);
            await this.watch.pause(deadline);
        }
    }
    async #follow(id, group, { startedAt, unwatched }) {
        if (unwatched !== undefined && this.#request.waitUntil === 'none')
            return {
                ...this.watch.end('requested', `${unwatched}; the deployment is not watched (wait-until: none).`, id),
                isOngoing: true
            };
        const limitMs = this.#limit(group);
        const end = await this.watch.follow({
            deploymentId: id,
            targetId: (0,codedeploy_group/* targetIdOf */.IX)(this.#request),
            region: this.#request.region,
            deadline: startedAt + limitMs,
            limitMs,
            expectsRollback: group.autoRollback.length > 0
        });
        if (end.outcome !== 'failed' || end.error)
            return end;
        const { codedeploy } = this.#ports;
        try {
            const ours = await codedeploy.getDeployment(id);
            if (ours?.status !== 'Stopped' || ours.rollbackId !== undefined)
                return end;
            const found = await codedeploy.getDeploymentGroup(group);
            const newer = found.kind === 'found' ? found.group.lastAttempted : undefined;
            if (newer === undefined || newer.id === id)
                return end;
            return {
                ...end,
                outcome: 'superseded',
                reason: `${end.reason} Deployment ${newer.id} was started after it.`
            };
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            return end;
        }
    }
    #limit(group) {
        return this.#request.waitMs + (0,codedeploy_group/* waitingTime */.pE)(group, this.#request.config);
    }
}
function busyWith(error) {
    if (error.awsName !== 'DeploymentLimitExceededException')
        return undefined;
    return /already deploying deployment '?(d-[A-Z0-9]+)/.exec(error.message)?.[1];
}

;// CONCATENATED MODULE: ./lib/src/codedeploy/roll-back.js




async function stopAndRollBack(deploymentId, codedeploy) {
    let isLost = false;
    for (;;) {
        try {
            const kind = await codedeploy.stopDeployment(deploymentId);
            return { kind: isLost ? 'stopping' : kind };
        }
        catch (error) {
            if (!(error instanceof aws_error/* AwsError */.Gy))
                throw error;
            if (isLost || error.kind !== 'lost')
                return { kind: 'refused', error };
            isLost = true;
        }
    }
}
async function rollBackCodeDeploy(subject, ports) {
    const requested = await stopAndRollBack(subject.deploymentId, ports.codedeploy);
    switch (requested.kind) {
        case 'stopping': {
            const end = await watchRollback(subject, ports);
            return end.outcome === 'succeeded' ? deployPrevious(subject, ports) : withRollback(end);
        }
        case 'already over':
            return deployPrevious(subject, ports);
        case 'refused': {
            const { operation, awsName } = requested.error;
            const reason = `The deployment could not be rolled back: ${operation} failed (${awsName}).`;
            return { ...nothing(subject, reason, ports), error: requested.error };
        }
    }
}
function watchRollback(subject, ports) {
    const { deploymentId, region, service, waitMs } = subject;
    const watch = new CodeDeployWatch(service, ports);
    watch.say(`rolling back deployment ${deploymentId}`);
    return watch.follow({
        deploymentId,
        targetId: (0,codedeploy_group/* targetIdOf */.IX)(subject),
        region,
        deadline: ports.clock.now() + waitMs,
        limitMs: waitMs,
        expectsRollback: true,
        isStopped: true
    });
}
async function deployPrevious(subject, ports) {
    const { deploymentId, previousContent } = subject;
    if (previousContent === undefined) {
        const reason = `Deployment ${deploymentId} has ended, and the previous revision is not known; nothing was rolled back.`;
        return nothing(subject, reason, ports);
    }
    const end = await deployThroughCodeDeploy({ ...subject, content: previousContent, ifDeploying: 'wait', waitUntil: 'deployed' }, ports);
    if (end.outcome !== 'succeeded')
        return end.deploymentId === undefined ? end : withRollback(end);
    const reason = `Deployment ${deploymentId} was over; what ran before was deployed again (deployment ${end.deploymentId}).`;
    return { ...end, outcome: 'rolled-back', reason, rollback: 'completed' };
}
function withRollback(end) {
    const isCut = end.outcome === 'cancelled' || end.outcome === 'timed-out' || end.error !== undefined;
    return { ...end, rollback: end.rollback ?? (isCut ? 'in-progress' : 'failed') };
}
function nothing(subject, reason, ports) {
    const { deploymentId } = subject;
    return { outcome: 'failed', reason, deploymentId, milestones: [], finishedAt: ports.clock.now() };
}

// EXTERNAL MODULE: ./lib/src/inputs/topics/codedeploy.js
var codedeploy = __webpack_require__(2784);
// EXTERNAL MODULE: ./lib/src/plan/plan.js
var plan_plan = __webpack_require__(96562);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/deleted-service.js

async function whyDeleted({ service, site }, run) {
    try {
        const { ecs } = await run.aws(site);
        const { services } = await ecs.describeServices(site.cluster, [service]);
        const [now] = services;
        if (now === undefined)
            return 'ECS no longer knows the service: it was deleted during the deployment.';
        return now.status === 'ACTIVE'
            ? undefined
            : `The service is ${now.status}: it was deleted during the deployment.`;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./lib/src/deploying/carry-out/investigate.js + 5 modules
var investigate = __webpack_require__(91430);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/roll-back-service.js
var roll_back_service = __webpack_require__(95277);
// EXTERNAL MODULE: ./lib/src/deploying/carry-out/rollout-run.js
var rollout_run = __webpack_require__(41675);
// EXTERNAL MODULE: ./lib/src/rollout/update-service.js
var update_service = __webpack_require__(86292);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/set-count.js



function countOf({ before }, { configuration }) {
    return configuration.desiredCount === before.desiredCount ? undefined : configuration.desiredCount;
}
async function setCount(service, run) {
    const desiredCount = countOf(service, run);
    if (desiredCount === undefined)
        return undefined;
    const { ecs } = await run.aws(service.site);
    try {
        await ecs.updateService({ cluster: service.site.cluster, service: service.service, desiredCount });
        return undefined;
    }
    catch (error) {
        const problem = { ...(0,explain/* refusalOf */.Of)(error), service: service.service };
        const result = { ...(0,rollout_run/* baseOf */.bx)(service, run), outcome: 'failed', reason: problem.message };
        return { result: { ...result, ...(0,update_service/* refusedUpdate */.mF)(error) }, problem, milestones: [] };
    }
}

// EXTERNAL MODULE: ./lib/src/deploying/carry-out/unchanged.js
var unchanged = __webpack_require__(4139);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/carry-codedeploy.js














async function carryCodeDeploy(service, run) {
    const startedAt = run.ports.clock.now();
    const base = (0,rollout_run/* baseOf */.bx)(service, run);
    if (service.action.kind === 'unchanged') {
        const { result, ...course } = await (0,unchanged.unchangedResult)(service, run);
        return { end: { ...course, result: { ...base, ...result } } };
    }
    const counted = await setCount(service, run);
    if (counted)
        return { end: counted };
    const spec = (0,appspec/* buildAppSpec */.RS)(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
        service: service.service,
        taskDefinitionArn: base.taskDefinitionArn ?? '',
        definition: definitionOf(service, run)
    });
    if ('problems' in spec) {
        const [problem] = spec.problems;
        const result = { ...base, outcome: 'not-started', reason: problem?.message ?? '' };
        return { end: { result, milestones: [], ...(0,present/* present */.E)({ problem }) } };
    }
    const within = await codeDeployRun(service, run);
    const end = await deploy(service, spec.content, within);
    if (end.outcome === 'timed-out')
        await carry_codedeploy_investigate(service, end.taskSetId, run);
    const settled = await settle(end, service, within);
    return {
        end: endOf(settled, service, { run, startedAt }),
        undo: () => undo(end.deploymentId ?? '', service, within)
    };
}
async function codeDeployRun(service, run) {
    const { codedeploy } = await run.aws(service.site);
    const { clock, log, signal } = run.ports;
    const onFailure = ({ taskSetId }) => carry_codedeploy_investigate(service, taskSetId, run);
    return { run, codePorts: { codedeploy, clock, log, signal, onFailure } };
}
function deploy(service, content, { run, codePorts }) {
    const { configuration } = run;
    const { description, config } = configuration.codeDeploy;
    return deployThroughCodeDeploy({
        ...namedIn(service, run),
        content,
        ifDeploying: configuration.ifDeploying ?? 'wait',
        forceNewDeployment: configuration.forceNewDeployment || isForImage(service.action),
        waitUntil: configuration.waitUntil === 'none' ? 'none' : 'deployed',
        waitMs: (0,rollout_run/* waitLimit */.Tk)(configuration),
        seenAt: run.plannedAt,
        ...(0,present/* present */.E)({ description, config })
    }, codePorts);
}
function isForImage(action) {
    return action.kind === 'update' && action.because === 'image';
}
function namedIn(service, { configuration }) {
    const { cluster, region } = service.site;
    const names = (0,codedeploy/* namesFor */.GT)(configuration.codeDeploy, { cluster, service: service.service });
    return { service: service.service, cluster, region, ...names };
}
function definitionOf(service, { plan }) {
    return (0,plan_plan/* definitionIn */.r)(plan, service.definitionId);
}
async function carry_codedeploy_investigate(service, taskSetId, run) {
    const { ecs } = await run.aws(service.site);
    const now = { deploymentId: taskSetId ?? '', ecs, state: service.before };
    await (0,investigate.investigateFailure)((0,rollout_run/* ourRollout */.I8)(service, now, run), run.investigation);
}
async function settle(end, service, within) {
    const { configuration } = within.run;
    const { deploymentId } = end;
    if (deploymentId === undefined || end.error !== undefined)
        return end;
    const isBad = end.outcome === 'failed' || end.outcome === 'timed-out';
    const deleted = isBad ? await whyDeleted(service, within.run) : undefined;
    if (deleted !== undefined)
        return { ...end, isDeleted: true, reason: `${end.reason} ${deleted}` };
    if (end.outcome === 'cancelled' && end.rollback === undefined && configuration.onCancel === 'rollback')
        return stopCancelled(end, deploymentId, within);
    if (!isBad || configuration.onFailure !== 'rollback')
        return end;
    const back = await rollBack(deploymentId, service, within);
    const outcome = back.outcome === 'rolled-back' ? 'rolled-back' : end.outcome;
    return {
        ...end,
        outcome,
        reason: `${end.reason} ${backInWords(back)}`,
        finishedAt: back.finishedAt,
        ...(0,present/* present */.E)({ rollback: back.rollback ?? end.rollback }),
        milestones: [...end.milestones, ...back.milestones]
    };
}
async function stopCancelled(end, deploymentId, { codePorts }) {
    const asked = await stopAndRollBack(deploymentId, codePorts.codedeploy);
    const cancelled = `${DEPLOY_CANCELLED} (deployment ${deploymentId}).`;
    switch (asked.kind) {
        case 'stopping': {
            const reason = `${cancelled} Its rollback was requested and continues in CodeDeploy.`;
            return { ...end, reason, rollback: 'in-progress' };
        }
        case 'already over':
            return { ...end, reason: `${cancelled} Cannot roll back: the deployment is already over.` };
        case 'refused': {
            const { operation, awsName } = asked.error;
            return { ...end, reason: `${end.reason} Cannot roll back: ${operation} failed (${awsName}).` };
        }
    }
}
async function undo(deploymentId, service, within) {
    const end = await rollBack(deploymentId, service, within);
    const { milestones, rollback } = end;
    const without = rollback === undefined ? 'succeeded' : 'failed';
    const outcome = end.outcome === 'rolled-back' ? end.outcome : without;
    return { outcome, addition: backInWords(end), milestones, ...(0,present/* present */.E)({ rollback }) };
}
function backInWords({ rollback, reason }) {
    switch (rollback) {
        case 'completed':
            return 'Rolled back, verified.';
        case 'in-progress':
            return `Its rollback was requested. ${reason}`;
        case 'failed':
            return `The rollback did not succeed. ${reason}`;
        default:
            return `Cannot roll back: ${reason}`;
    }
}
function rollBack(deploymentId, service, { run, codePorts }) {
    const previous = (0,appspec/* buildAppSpec */.RS)(service.appSpec ?? { kind: 'service', raw: service.before.raw }, {
        service: service.service,
        taskDefinitionArn: service.previousTaskDefinitionArn,
        definition: {}
    });
    return rollBackCodeDeploy({
        ...namedIn(service, run),
        deploymentId,
        waitMs: (0,rollout_run/* waitLimit */.Tk)(run.configuration),
        ...('content' in previous ? { previousContent: previous.content } : {})
    }, codePorts);
}
function endOf(end, service, { run, startedAt }) {
    const { deploymentId, error, problems = [] } = end;
    const note = end.outcome === 'rolled-back' ? (0,roll_back_service/* plaintextNote */.uy)(service) : '';
    const problem = problems[0] ?? (error ? { ...(0,explain/* explainAwsError */.Ni)(error), service: service.service } : undefined);
    return {
        result: {
            ...(0,rollout_run/* baseOf */.bx)(service, run),
            outcome: end.outcome,
            reason: `${end.reason}${note}`,
            startedAt: (0,rollout_run/* isoTimestamp */.yh)(startedAt),
            finishedAt: (0,rollout_run/* isoTimestamp */.yh)(end.finishedAt),
            ...(0,present/* present */.E)({ deploymentId, isOngoing: end.isOngoing, rollback: end.rollback }),
            ...(0,present/* present */.E)({
                isCancelled: end.isCancelled,
                isDeleted: end.isDeleted,
                isRefused: wasRefused(end, service, run) || undefined
            })
        },
        milestones: end.milestones,
        ...(0,present/* present */.E)({ codeDeployId: deploymentId, problem })
    };
}
function wasRefused({ error, deploymentId }, service, run) {
    const isAsBefore = deploymentId === undefined && countOf(service, run) === undefined;
    return isAsBefore && error !== undefined && (0,explain/* leftAsItWas */.QU)(error);
}


/***/ }),

/***/ 91430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  investigateFailure: () => (/* binding */ investigateFailure)
});

// EXTERNAL MODULE: ./lib/src/json.js
var json = __webpack_require__(65955);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(85590);
// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(88757);
;// CONCATENATED MODULE: ./lib/src/diagnosis/attempts.js

class Attempts {
    #notes = new Set();
    async make(read) {
        try {
            return await read();
        }
        catch (error) {
            this.note(describe(error));
            return undefined;
        }
    }
    note(sentence) {
        this.#notes.add(sentence);
    }
    get notes() {
        return [...this.#notes];
    }
}
function describe(error) {
    if (error instanceof aws_error/* AwsError */.Gy) {
        return error.kind === 'denied'
            ? `Not verified: no permission for ${error.operation}.`
            : `Not verified: ${error.awsName} from ${error.operation}.`;
    }
    const name = error instanceof Error ? error.name : 'an unknown error';
    return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`;
}

// EXTERNAL MODULE: ./lib/src/diagnosis/definition.js
var diagnosis_definition = __webpack_require__(79082);
// EXTERNAL MODULE: ./lib/src/diagnosis/explain-stop.js + 2 modules
var explain_stop = __webpack_require__(41945);
// EXTERNAL MODULE: ./lib/src/diagnosis/explain-exit.js
var explain_exit = __webpack_require__(53369);
// EXTERNAL MODULE: ./lib/src/diagnosis/recognize.js
var recognize = __webpack_require__(90199);
;// CONCATENATED MODULE: ./lib/src/diagnosis/group-stops.js



function groupStops(tasks, definition) {
    const groups = new Map();
    for (const task of tasks) {
        const reason = reasonOf(task);
        if (reason.startsWith('Scaling activity initiated by'))
            continue;
        const exits = (0,explain_exit/* culpritsOf */.Et)(task, definition).map(({ name, exitCode }) => `${name} ${exitCode}`);
        const key = JSON.stringify([reason, exits]);
        const group = groups.get(key) ?? { reason, tasks: [] };
        group.tasks.push(task);
        groups.set(key, group);
    }
    return [...groups.values()]
        .sort((a, b) => b.tasks.length - a.tasks.length)
        .map(group => {
        const newestFirst = group.tasks.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
        const [newest] = newestFirst;
        const explained = newest && (0,explain_stop/* explainStop */.cV)(newest, definition);
        return { reason: group.reason, tasks: newestFirst, explained };
    });
}
function toStopGroup({ reason, tasks, explained }) {
    const exits = tasks.flatMap(({ containers }) => containers.flatMap(({ name, exitCode }) => exitCode === undefined ? [] : [`${name} exited with ${exitCode}`]));
    return { count: tasks.length, reason, exits: [...new Set(exits)], ...explained };
}
function reasonOf(task) {
    const words = (0,recognize/* generalizeReason */.Fb)((0,recognize/* stopWordsOf */.$Q)(task));
    return words === '' ? (task.stopCode ?? 'ECS gave no reason.') : words;
}

// EXTERNAL MODULE: ./lib/src/arn.js
var arn = __webpack_require__(318);
// EXTERNAL MODULE: ./lib/src/diagnosis/show-lines.js
var show_lines = __webpack_require__(34924);
;// CONCATENATED MODULE: ./lib/src/diagnosis/read-logs.js




const TASKS_READ = 3;
async function readLogs(groups, definition, reading) {
    const tasks = groups
        .flatMap(({ tasks: [newest] }) => (newest?.startedAt === undefined ? [] : [newest]))
        .slice(0, TASKS_READ);
    const excerpts = [];
    for (const task of tasks) {
        for (const container of failedContainers(task, definition)) {
            const excerpt = await readContainer(task, container, reading);
            if (excerpt)
                excerpts.push(excerpt);
        }
    }
    return excerpts;
}
function failedContainers(task, definition) {
    const containers = (0,diagnosis_definition/* definedContainers */.uD)(definition);
    const unhealthy = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const stopped = task.stopCode !== undefined && task.stopCode !== 'EssentialContainerExited';
    const names = (unhealthy.length > 0 ? unhealthy : stopped ? [] : (0,explain_exit/* culpritsOf */.Et)(task, definition)).map(({ name }) => name);
    return names.length > 0
        ? containers.filter(({ name }) => names.includes(name))
        : containers.filter(({ fields }) => fields['essential'] !== false);
}
async function readContainer(task, container, reading) {
    const { logs, guard, attempts } = reading;
    const stream = streamOf(task, container, reading);
    if (stream === undefined) {
        attempts.note(noLogText(container));
        return undefined;
    }
    const found = await attempts.make(async () => ({ events: await logs.lastEvents(stream, show_lines/* LINES_SHOWN */.s) }));
    if (found === undefined)
        return undefined;
    const lines = (0,show_lines/* showLines */.P)(found.events ?? [], guard);
    if (lines.length === 0) {
        attempts.note(`Container ${container.name} has written nothing to log group ${stream.group}.`);
        return undefined;
    }
    return { container: container.name, task: idOf(task), lines };
}
function noLogText({ name, fields }) {
    const driver = (0,diagnosis_definition/* textOf */.b6)((0,diagnosis_definition/* memberObject */.Gu)(fields, 'logConfiguration') ?? {}, 'logDriver');
    return driver === undefined
        ? `Container ${name} has no log configuration: what it wrote is lost.`
        : `Not verified: the log of container ${name} cannot be read here (log driver ${driver}).`;
}
function streamOf(task, container, { region }) {
    const options = (0,explain_exit/* logOptionsOf */.ys)(container);
    const group = options && (0,diagnosis_definition/* textOf */.b6)(options, 'awslogs-group');
    if (options === undefined || group === undefined)
        return undefined;
    const prefix = (0,diagnosis_definition/* textOf */.b6)(options, 'awslogs-stream-prefix');
    const runtimeId = task.containers.find(({ name }) => name === container.name)?.runtimeId;
    const stream = prefix === undefined ? runtimeId : `${prefix}/${container.name}/${idOf(task)}`;
    if (stream === undefined)
        return undefined;
    return { region: (0,diagnosis_definition/* textOf */.b6)(options, 'awslogs-region') ?? region, group, stream };
}
function idOf(task) {
    return (0,arn/* lastPartOf */.RS)(task.arn);
}

;// CONCATENATED MODULE: ./lib/src/diagnosis/diagnose.js








const TASKS_LOOKED_AT = 300;
const EVENTS_SHOWN = 8;
async function diagnose(subject, ports) {
    const attempts = new Attempts();
    const { cluster, service, definition } = subject;
    const tasks = await attempts.make(() => ports.ecs.listStoppedTasks(cluster, service, TASKS_LOOKED_AT));
    const described = await attempts.make(() => ports.ecs.describeServices(cluster, [service]));
    const [state] = described?.services ?? [];
    const ours = (tasks ?? []).filter(task => isOurs(task, subject));
    const groups = groupStops(ours, definition);
    const events = (state?.events ?? []).filter(({ id }) => !subject.seenEvents.includes(id));
    const region = subject.taskDefinitionArn.split(':')[3] ?? '';
    const logs = await readLogs(groups, definition, { ...ports, attempts, region });
    const eventCauses = causesOf(events, groups, definition);
    const targetGroups = asksForTargets(groups, eventCauses) ? targetGroupsOf(state?.raw ?? {}) : [];
    const targets = targetGroups.length > 0 ? await readTargets(targetGroups, ports.balancers, attempts) : [];
    return masked({
        service,
        events: lastEvents(events),
        eventCauses,
        stops: withPlatforms(groups, logs, definition).map(toStopGroup),
        logs,
        targets,
        notVerified: attempts.notes
    }, ports.guard);
}
function isOurs(task, subject) {
    if (task.startedBy !== undefined)
        return task.startedBy === subject.deploymentId;
    return task.taskDefinition === subject.taskDefinitionArn;
}
function lastEvents(events) {
    const counts = new Map();
    for (const event of events) {
        const text = (0,recognize/* generalizeReason */.Fb)((0,recognize/* withoutServicePrefix */.qf)(event.message));
        counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts]
        .slice(0, EVENTS_SHOWN)
        .reverse()
        .map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`));
}
function causesOf(events, groups, definition) {
    const known = new Set(groups.map(({ explained }) => explained?.cause.kind));
    return events.flatMap(({ message }) => {
        const explained = (0,explain_stop/* explainEvent */.GI)(message, definition);
        if (explained === undefined || known.has(explained.cause.kind))
            return [];
        known.add(explained.cause.kind);
        return [explained];
    });
}
function asksForTargets(groups, events) {
    const causes = [...groups.map(({ explained }) => explained), ...events].flatMap(one => one?.cause ?? []);
    return (causes.length === 0 || causes.some(({ kind }) => kind === 'target-health' || kind === 'target-missing'));
}
function withPlatforms(groups, logs, definition) {
    return groups.map(group => {
        const excerpt = logs.find(({ task, lines }) => group.tasks.some(({ arn }) => arn.endsWith(`/${task}`)) &&
            lines.some(line => /exec format error/i.test(line)));
        return excerpt === undefined
            ? group
            : { ...group, explained: (0,explain_stop/* explainPlatform */.Le)(excerpt.container, definition) };
    });
}
function masked(diagnosis, { mask }) {
    return {
        ...diagnosis,
        events: diagnosis.events.map(mask),
        stops: diagnosis.stops.map(stop => ({ ...stop, reason: mask(stop.reason) })),
        targets: diagnosis.targets.map(target => ({
            ...target,
            ...(0,present/* present */.E)({ check: target.check === undefined ? undefined : mask(target.check) })
        }))
    };
}
function targetGroupsOf(service) {
    const arns = (0,json/* objectsIn */.Q)(service['loadBalancers']).flatMap(balancer => {
        const other = (0,diagnosis_definition/* textOf */.b6)((0,diagnosis_definition/* memberObject */.Gu)(balancer, 'advancedConfiguration') ?? {}, 'alternateTargetGroupArn');
        return [(0,diagnosis_definition/* textOf */.b6)(balancer, 'targetGroupArn'), other];
    });
    return [...new Set(arns.filter(arn => arn !== undefined))];
}
async function readTargets(arns, balancers, attempts) {
    const groups = (await attempts.make(() => balancers.describeTargetGroups(arns))) ?? [];
    const reports = [];
    for (const arn of arns) {
        const group = groups.find(one => one.arn === arn);
        const states = await attempts.make(() => balancers.describeTargetHealth(arn));
        if (group === undefined && states === undefined)
            continue;
        const check = group && checkOf(group);
        reports.push({
            name: group?.name ?? arn.split('/')[1] ?? arn,
            arn,
            ...(0,present/* present */.E)({ check }),
            states: countStates(states ?? [])
        });
    }
    return reports;
}
function checkOf({ protocol, port, path, expects }) {
    const [plain, query] = path?.split('?') ?? [];
    const shown = plain === undefined ? '' : ` ${plain}${query === undefined ? '' : '?…'}`;
    const where = port === undefined || port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`;
    return `${protocol ?? 'TCP'}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`;
}
function countStates(states) {
    const counted = new Map();
    for (const { state, reason, description } of states) {
        const key = JSON.stringify([state, reason, description]);
        counted.set(key, {
            count: (counted.get(key)?.count ?? 0) + 1,
            state,
            ...(0,present/* present */.E)({ reason, description })
        });
    }
    return [...counted.values()].sort((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'));
}

// EXTERNAL MODULE: ./lib/src/report/rollouts/diagnosis.js
var rollouts_diagnosis = __webpack_require__(43474);
// EXTERNAL MODULE: ./lib/src/rollout/outcome.js
var outcome = __webpack_require__(13235);
// EXTERNAL MODULE: ./lib/src/document/tree.js
var tree = __webpack_require__(10119);
;// CONCATENATED MODULE: ./lib/src/deploying/plan/known-places.js

function placeAt(places, file, pointer) {
    const known = places.get(file);
    if (known === undefined)
        return undefined;
    let node = known.root;
    let { origin } = known.root;
    for (const step of (0,tree/* stepsOf */.B_)(pointer)) {
        node = node?.kind === 'array' ? (0,tree/* itemsOf */.S3)(node)[Number(step)] : (0,tree/* childOf */.GG)(node, step);
        if (node === undefined)
            break;
        ({ origin } = node);
    }
    return known.place(origin);
}

// EXTERNAL MODULE: ./lib/src/deploying/plan/plaintext.js
var plaintext = __webpack_require__(40812);
;// CONCATENATED MODULE: ./lib/src/deploying/carry-out/investigate.js





async function investigateFailure(start, investigation) {
    const { plan, ports, aws, diagnoses } = investigation;
    const service = plan.services.find(({ service, site }) => service === start.service && site.cluster === start.site.cluster && site.region === start.site.region);
    const planned = plan.definitions.find(({ id }) => id === service?.definitionId);
    const definition = planned?.definition ?? {};
    const { logs, balancers } = await aws(start.site);
    const diagnosis = await diagnose({
        cluster: start.site.cluster,
        service: start.service,
        deploymentId: start.target.deploymentId,
        taskDefinitionArn: start.target.taskDefinition,
        definition,
        seenEvents: start.seenEvents
    }, { ecs: start.ecs, logs, balancers, guard: (0,plaintext/* makeTextGuard */.t)(definition, ports.gate) });
    const place = placeOf(diagnosis, planned?.files[0] ?? '', investigation);
    diagnoses.push(place === undefined ? diagnosis : { ...diagnosis, place });
    ports.log.group(`Why ${(0,outcome/* labelOf */.Wy)(start)} failed`, (0,rollouts_diagnosis/* diagnosisToText */.kB)(diagnosis));
}
function placeOf(diagnosis, file, { places }) {
    const pointer = diagnosis.stops.find(({ cause }) => cause?.pointer !== undefined)?.cause?.pointer;
    return pointer === undefined || places === undefined ? undefined : placeAt(places, file, pointer);
}


/***/ }),

/***/ 34924:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ showLines),
/* harmony export */   s: () => (/* binding */ LINES_SHOWN)
/* harmony export */ });
const LINES_SHOWN = 50;
const TEXT_SHOWN = 10_000;
const LONGEST_LINE = 1_000;
const LONGEST_JUDGED = 8_192;
const HIDDEN = '[not shown: this line could hold a credential]';
function showLines(messages, guard) {
    const lines = guard.mask(messages.join('\n')).split('\n').flatMap(linesOf);
    const shown = hideKeys(lines).map(line => (line === HIDDEN ? line : clean(line, guard)));
    const last = shown.filter(line => line !== '').slice(-LINES_SHOWN);
    let left = TEXT_SHOWN;
    const kept = last.toReversed().filter(line => {
        left -= line.length + 1;
        return left >= 0;
    });
    return kept.toReversed();
}
function linesOf(message) {
    return message.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map(line => line
        .slice(0, LONGEST_JUDGED)
        .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
        .replaceAll('\t', ' ')
        .replace(/[\p{Cc}\p{Cf}]/gu, '')
        .trimEnd());
}
const MASKED_PAIR = /(?:pass|pwd|secret|token|cred|key)\w{0,32}["']?=["']?\*\*\*/i;
function clean(line, { mask, holdsCredential }) {
    const masked = mask(line);
    if (holdsCredential(masked) || MASKED_PAIR.test(masked))
        return HIDDEN;
    return masked.length > LONGEST_LINE ? `${masked.slice(0, LONGEST_LINE)} …` : masked;
}
function hideKeys(lines) {
    const end = lines.findIndex(line => KEY_END.test(line));
    const begin = lines.findIndex(line => KEY_BEGIN.test(line));
    let inside = end >= 0 && (begin < 0 || begin > end);
    return lines.map(line => {
        const hide = inside || KEY_BEGIN.test(line);
        if (KEY_BEGIN.test(line))
            inside = true;
        if (KEY_END.test(line))
            inside = false;
        return hide ? HIDDEN : line;
    });
}
const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY/;
const KEY_END = /-----END [A-Z ]*PRIVATE KEY/;


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
