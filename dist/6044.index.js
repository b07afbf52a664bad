export const id = 6044;
export const ids = [6044];
export const modules = {

/***/ 38784:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ contextsFor),
/* harmony export */   i: () => (/* binding */ partitionOf)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65955);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(85590);


const HARMLESS = new Set('ACTIONS ACTOR ACTOR_ID API_URL BASE_REF EVENT_NAME GRAPHQL_URL HEAD_REF JOB REF REF_NAME REF_PROTECTED REF_TYPE REPOSITORY REPOSITORY_ID REPOSITORY_OWNER REPOSITORY_OWNER_ID RETENTION_DAYS RUN_ATTEMPT RUN_ID RUN_NUMBER SERVER_URL SHA TRIGGERING_ACTOR WORKFLOW WORKFLOW_REF WORKFLOW_SHA'
    .split(' ')
    .map(name => `GITHUB_${name}`));
const NEVER = /^(aws_access_key_id|actions_\w+|input_.*)$|token|secret|passw|passphrase|private|credential|api_?key|_pat$/;
function isNeverGiven(name) {
    return NEVER.test(name.toLowerCase());
}
const TYPED = ['inputs', 'client_payload'];
function contextsFor(configuration, target, ports) {
    const { variables } = configuration;
    const { cluster, region } = target.site ?? configuration;
    return {
        ...environmentOnce(ports, configuration.env),
        vars: variables,
        service: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: nameOf(target), key: target.service, cluster }),
        environment: (0,_present_js__WEBPACK_IMPORTED_MODULE_0__/* .present */ .E)({ name: configuration.environment }),
        aws: region === undefined || region === '' ? {} : { region, partition: partitionOf(region) }
    };
}
function nameOf({ service, entry }) {
    return entry?.kind === 'service' ? entry.name : service;
}
const PARTITIONS = [
    ['cn-', 'aws-cn'],
    ['us-gov-', 'aws-us-gov'],
    ['us-isob-', 'aws-iso-b'],
    ['us-iso-', 'aws-iso'],
    ['eu-isoe-', 'aws-iso-e'],
    ['us-isof-', 'aws-iso-f'],
    ['eusc-', 'aws-eusc']
];
function partitionOf(region) {
    return PARTITIONS.find(([begin]) => region.startsWith(begin))?.[1] ?? 'aws';
}
const known = new WeakMap();
function environmentOnce({ env, github }, listed) {
    const last = known.get(env);
    if (last?.github === github && last.listed === listed)
        return last.contexts;
    const contexts = templateEnvironment({ env, github }, listed);
    known.set(env, { github, listed, contexts });
    return contexts;
}
function templateEnvironment({ env, github }, listed) {
    const names = new Set(listed);
    const withheld = new Map();
    const given = {};
    for (const [name, value] of Object.entries(env)) {
        if (HARMLESS.has(name) || (names.has(name) && !isNeverGiven(name)))
            given[name] = value;
        else
            withheld.set(`env.${name.toLowerCase()}`, isNeverGiven(name) ? 'credential' : 'unlisted');
    }
    return { env: given, github: withoutTyped(github, names, withheld), withheld };
}
function withoutTyped(github, names, withheld) {
    const event = github['event'];
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(event))
        return github;
    const changed = {};
    for (const member of TYPED) {
        const typed = event[member];
        if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .G)(typed))
            continue;
        const entries = Object.entries(typed).filter(([name]) => {
            const isGiven = names.has(`${member}.${name}`) && !isNeverGiven(name);
            if (!isGiven) {
                const reason = isNeverGiven(name) ? 'credential' : 'unlisted';
                withheld.set(`github.event.${member}.${name.toLowerCase()}`, reason);
            }
            return isGiven;
        });
        changed[member] = Object.fromEntries(entries);
    }
    return Object.keys(changed).length === 0 ? github : { ...github, event: { ...event, ...changed } };
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


/***/ })

};
