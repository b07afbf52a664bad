export const id = 988;
export const ids = [988];
export const modules = {

/***/ 16268:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ withOldValues)
/* harmony export */ });
/* harmony import */ var _audit_find_uses_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(45984);
/* harmony import */ var _audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21366);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63395);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(52708);
/* harmony import */ var _rollout_outcome_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(41128);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37409);
/* harmony import */ var _plan_decide_on_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(40740);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37679);












async function findOldValues(services, plan, looking) {
    const found = [];
    for (const group of (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(services, ({ site }) => (0,_target_js__WEBPACK_IMPORTED_MODULE_1__/* .accountKey */ .LQ)(site)))
        found.push(...(await findInAccount(group, plan, looking)));
    return found;
}
async function findInAccount(group, plan, { ports, configuration: { maxRetries } }) {
    const { region, roleArn } = group[0].site;
    const aws = await ports.connectAges({ region, maxRetries, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ roleArn }) });
    const since = Math.min(...group.map(({ before }) => begunAt(before)));
    const definitions = group.map(({ definitionId }) => (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .rY)(plan, definitionId));
    const reads = await readOrWhy(() => (0,_audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__/* .readStartReads */ .GG)(definitions, { region, since }, aws));
    if (typeof reads === 'string')
        return group.map(service => ({ service, kind: 'open', text: reads }));
    const looked = group.map((service, index) => ({ service, reads: reads[index] ?? [] }));
    const found = looked.flatMap(unusable);
    const suspects = looked.filter(({ service, reads }) => reads.some(read => isAfter(read, begunAt(service.before))));
    for (const [cluster, own] of (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .grouped */ .zD)(suspects, ({ service }) => service.site.cluster)) {
        const tasks = await readOrWhy(() => aws.inventory.listRunningTasks(cluster));
        for (const one of own)
            found.push(...(typeof tasks === 'string'
                ? [{ service: one.service, kind: 'open', text: tasks }]
                : judged(one, tasks)));
    }
    return found;
}
function isAfter(read, since) {
    return read.kind === 'dated' && read.changedAt > since;
}
function unusable({ service, reads }) {
    return reads.flatMap((read) => {
        if (read.kind === 'unknown')
            return [{ service, kind: 'unread', text: `${read.name}: ${read.why}` }];
        return read.kind === 'gone' && read.isFile ? [{ service, kind: 'missing', text: read.name }] : [];
    });
}
async function readOrWhy(read) {
    try {
        return await read();
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_5__/* .AwsError */ .Gy && error.kind === 'expired')
            throw error;
        return (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_6__/* .refusedCall */ .dr)(error);
    }
}
function judged({ service, reads: all }, tasks) {
    const { site, before } = service;
    const reads = all.filter(({ kind }) => kind === 'dated');
    const own = tasks
        .filter(task => (0,_audit_find_uses_js__WEBPACK_IMPORTED_MODULE_7__/* .serviceOf */ .z5)(task) === service.service && task.taskDefinition === before.taskDefinition)
        .map((task) => ({ task, reads, cluster: site.cluster, region: site.region }));
    const { kind, text } = (0,_audit_old_values_js__WEBPACK_IMPORTED_MODULE_4__/* .judgeTasks */ .y3)(own, (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_8__/* .primaryOf */ .Os)(before)?.runningCount ?? before.runningCount);
    return kind === 'fresh' ? [] : [{ service, kind, text }];
}
function begunAt(before) {
    const set = (0,_json_js__WEBPACK_IMPORTED_MODULE_9__/* .objectsIn */ .Qv)(before.raw['taskSets']).find(({ status }) => status === 'PRIMARY');
    const { createdAt } = set ?? {};
    return (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_8__/* .primaryOf */ .Os)(before)?.createdAt ?? (typeof createdAt === 'number' ? createdAt * 1000 : 0);
}
const NAMED = 12;
const SAID = [
    [
        'stale',
        (told, names) => ({
            isWarning: true,
            message: `Values have changed since tasks started: ${told}. Tasks read a value only when they start. Mode rotate-restart starts new ones, and so does force-new-deployment: true.`,
            verdict: `Tasks might hold an old value of a secret or file: ${names}; rotate-restart starts new ones.`
        })
    ],
    [
        'missing',
        (told, names) => ({
            isWarning: true,
            message: `Environment files do not exist in S3, so no new task can start: ${told}.`,
            verdict: `No new task can start without its environment file: ${names}.`
        })
    ],
    [
        'open',
        told => ({
            isUnverified: true,
            message: `Not verified: whether tasks hold an old value of a secret that may have changed: ${told}. Mode rotate-restart finds and restarts them.`
        })
    ],
    ['unread', told => ({ message: `Not checked: whether these have changed since tasks started: ${told}.` })]
];
function remarksOf(found) {
    return SAID.flatMap(([kind, say]) => {
        const own = found.filter(one => one.kind === kind);
        const names = [...new Set(own.map(({ service }) => (0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_10__/* .labelOf */ .Wy)(service)))];
        const told = own.map(({ service, text }) => `${(0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_10__/* .labelOf */ .Wy)(service)} (${text})`);
        return own.length === 0 ? [] : [say((0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(told, NAMED), (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(names, NAMED))];
    });
}
function withOldValues(planned, resolved, planning) {
    return (0,_plan_decide_on_js__WEBPACK_IMPORTED_MODULE_11__/* .judgeKept */ .AR)(planned, async (plan) => {
        const suspects = plan.services.filter(one => keepsTasks(one) && mayBeOld(one, plan, resolved));
        const found = await findOldValues(suspects, plan, planning);
        const isRenewed = (one) => one.action.kind !== 'follow' && planning.renewed?.has((0,_rollout_outcome_js__WEBPACK_IMPORTED_MODULE_10__/* .keyOf */ .TN)(one));
        const services = plan.services.map((one) => {
            const stale = found.findLast(({ service, kind }) => service === one && kind === 'stale');
            if (stale === undefined)
                return one;
            const { text: why } = stale;
            if (!isRenewed(one))
                return { ...one, oldValue: `${why}: rotate-restart starts new ones` };
            return { ...one, action: { kind: 'update', because: 'old-value', why, forceNewDeployment: true } };
        });
        const left = found.filter(({ kind, service }) => kind !== 'stale' || !isRenewed(service));
        return { services, remarks: remarksOf(left) };
    });
}
function keepsTasks({ action: { kind }, before }) {
    return ['unchanged', 'follow', 'scale', 'settings'].includes(kind) && before.runningCount > 0;
}
function mayBeOld({ before, definitionId }, plan, resolved) {
    const text = JSON.stringify((0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .definitionIn */ .rY)(plan, definitionId));
    const begun = begunAt(before);
    return (text.includes('"environmentFiles"') ||
        resolved.some(({ arn, changedAt = 0 }) => changedAt > begun && text.includes(JSON.stringify(arn))));
}


/***/ }),

/***/ 40740:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AR: () => (/* binding */ judgeKept),
/* harmony export */   mC: () => (/* binding */ decideOn),
/* harmony export */   pZ: () => (/* binding */ missingTargets)
/* harmony export */ });
/* harmony import */ var p_limit__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(70370);
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(87433);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63395);
/* harmony import */ var _detector_harmless_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64530);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(35909);
/* harmony import */ var _rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(67371);
/* harmony import */ var _rollout_deployments_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(52708);
/* harmony import */ var _template_conform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94231);
/* harmony import */ var _comparison_decide_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16838);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(37409);
/* harmony import */ var _services_express_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41245);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37679);
/* harmony import */ var _plaintext_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(21853);
/* harmony import */ var _want_tasks_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(98697);

















async function judgeKept(planned, look) {
    const { plan, report } = planned;
    if (plan === undefined)
        return planned;
    try {
        const { services, remarks } = await look(plan);
        const looked = { ...plan, services };
        return {
            ...planned,
            plan: looked,
            report: { ...report, plan: looked, remarks: [...report.remarks, ...remarks] }
        };
    }
    catch (error) {
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalOf */ .Of)(error)] } };
    }
}
const LOOKUPS_AT_ONCE = 8;
async function decideOn(wanted, report, deciding) {
    try {
        const { configuration } = deciding;
        const subjects = await describeSubjects(wanted, deciding);
        const model = { isKnown: _template_conform_js__WEBPACK_IMPORTED_MODULE_1__/* .isKnownMember */ .il, judgeValues: _detector_harmless_js__WEBPACK_IMPORTED_MODULE_2__/* .judgeValues */ .A };
        const { forceNewDeployment, runTask } = configuration;
        const requested = { forceNewDeployment, runsTask: runTask !== undefined };
        const plan = (0,_comparison_decide_js__WEBPACK_IMPORTED_MODULE_3__/* .decidePlan */ .s8)(subjects, requested, model);
        const express = (0,_services_express_js__WEBPACK_IMPORTED_MODULE_4__/* .expressPlans */ .B8)(plan);
        const problems = [
            ...busyServices(plan, configuration),
            ...countedDaemons(plan),
            ...otherFamilies(subjects, configuration),
            ...express.flatMap(_services_express_js__WEBPACK_IMPORTED_MODULE_4__/* .expressProblems */ .bQ),
            ...(configuration.mode === 'deploy' ? subjects.flatMap(placeholderImages) : [])
        ];
        const remarks = [
            ...report.remarks,
            ...planRemarks(plan, subjects),
            ...express.flatMap(_services_express_js__WEBPACK_IMPORTED_MODULE_4__/* .expressRemarks */ .mC).map(message => ({ message }))
        ];
        const decided = { ...report, remarks, plan, problems: [...report.problems, ...problems] };
        return problems.length > 0 ? { report: decided } : { report: decided, plan };
    }
    catch (error) {
        return { report: { ...report, problems: [...report.problems, (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_0__/* .refusalOf */ .Of)(error)] } };
    }
}
async function describeSubjects(wanted, { aws, ports }) {
    const limit = (0,p_limit__WEBPACK_IMPORTED_MODULE_5__/* ["default"] */ .A)(LOOKUPS_AT_ONCE);
    const asked = new Map();
    const describe = (site, name) => {
        const key = `${(0,_target_js__WEBPACK_IMPORTED_MODULE_6__/* .accountKey */ .LQ)(site)} ${name}`;
        const ask = async () => (await aws(site)).ecs.describeTaskDefinition(name).catch(asDenied);
        const answer = asked.get(key) ?? limit(ask);
        asked.set(key, answer);
        return answer;
    };
    const plaintext = new Map();
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_7__/* .mapBounded */ .yJ)(wanted, LOOKUPS_AT_ONCE, async (one) => {
        const { family, site, definition, state, existing } = one;
        const described = await Promise.all([
            existing ?? describe(site, family),
            state && state.taskDefinition !== '' ? describe(site, state.taskDefinition) : undefined
        ]);
        const [latest, running] = described.map(one => (one === 'denied' ? undefined : one));
        const current = running?.arn === latest?.arn ? latest : running;
        const found = current && (plaintext.get(current.arn) ?? (0,_plaintext_js__WEBPACK_IMPORTED_MODULE_8__/* .plaintextIn */ .ZV)(current.definition, ports.mask));
        if (current && found)
            plaintext.set(current.arn, found);
        return {
            ...one,
            definition: withRunningImages(definition, current ?? latest),
            previousPlaintext: found ?? [],
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_9__/* .present */ .E)({ latest, current, notCompared: described.includes('denied') || undefined })
        };
    });
}
function withRunningImages(definition, live) {
    const containers = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .objectsIn */ .Qv)(definition['containerDefinitions']);
    if (live === undefined || containers.every(({ image }) => image))
        return definition;
    const running = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .objectsIn */ .Qv)(live.definition['containerDefinitions']);
    const containerDefinitions = containers.map(one => {
        const { image } = running.find(({ name }) => name === one['name']) ?? {};
        return one['image'] || image === undefined ? one : { ...one, image };
    });
    return { ...definition, containerDefinitions };
}
function asDenied(error) {
    if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_11__/* .AwsError */ .Gy && error.kind === 'denied')
        return 'denied';
    throw error;
}
function planRemarks(plan, subjects) {
    const notKept = plan.definitions.flatMap(({ registration, notKept: paths, files }) => registration.kind === 'reuse'
        ? paths.map(path => `${files.join(', ')}: "${path}" is not in ${registration.arn}, which equals the file otherwise. AWS does not keep it; check its spelling.`)
        : []);
    const files = [...new Set(subjects.flatMap(({ notCompared, file }) => (notCompared ? [file] : [])))];
    const notCompared = files.length === 0
        ? []
        : [
            `Not verified: whether ${files.join(', ')} changed, and whether what runs now holds plaintext credentials (ecs:DescribeTaskDefinition is not allowed). A new revision is registered each time.`
        ];
    return [...notKept, ...notCompared, ...subjects.flatMap(renamed)].map(message => ({ message }));
}
function busyServices(plan, { ifDeploying }) {
    if (ifDeploying !== 'fail')
        return [];
    return plan.services
        .filter(({ action, before }) => action.kind === 'update' && (0,_rollout_deployments_js__WEBPACK_IMPORTED_MODULE_12__/* .deploymentInProgress */ .ij)(before) !== undefined)
        .map(({ service, before }) => ({
        code: 'deployment-under-way',
        fault: 'cloud',
        service,
        message: `A deployment of service "${service}" is in progress (${before.deployments[0]?.id ?? 'unknown'}), and if-deploying is fail.`,
        hint: 'Run again when it has ended, or use if-deploying: wait or replace.'
    }));
}
function countedDaemons({ services }) {
    return services
        .filter(({ before, creation, settings }) => (creation?.['schedulingStrategy'] ?? before.schedulingStrategy) === 'DAEMON' &&
        (creation ?? settings)?.['desiredCount'] !== undefined)
        .map(({ service }) => ({
        code: 'daemon-count',
        fault: 'user',
        service,
        message: `A desired count is set for service "${service}", which is a DAEMON: it runs one task on each instance.`,
        hint: 'Leave desired-count out for this service.'
    }));
}
function otherFamilies(subjects, { allowFamilyChange, mode, revision }) {
    const isNamed = mode === 'plan' || mode === 'deploy' || revision !== undefined;
    if (allowFamilyChange || !isNamed)
        return [];
    return subjects.flatMap(({ file, family, definition, state, current }) => {
        const running = (0,_arn_js__WEBPACK_IMPORTED_MODULE_13__/* .familyOf */ .Ap)(state?.taskDefinition ?? '');
        if (state === undefined || running === '' || family === running)
            return [];
        const runs = current === undefined ? '' : ` (${(0,_want_tasks_js__WEBPACK_IMPORTED_MODULE_14__/* .containerNames */ .MR)(current.definition).join(', ')})`;
        return [
            {
                code: 'other-family',
                fault: 'user',
                service: state.service,
                message: `Service "${state.service}" runs family ${running}${runs}, but ${file} is family ${family} (${(0,_want_tasks_js__WEBPACK_IMPORTED_MODULE_14__/* .containerNames */ .MR)(definition).join(', ')}).`,
                hint: 'Check the file and the name of the service. If the change is intended, set allow-family-change: true.'
            }
        ];
    });
}
const PLACEHOLDER = /(?:^|[:/])[<_]*placeholder[>_]*$/i;
function placeholderImages({ file, definition, state }) {
    const names = (0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .objectsIn */ .Qv)(definition['containerDefinitions'])
        .filter(({ image }) => typeof image === 'string' && PLACEHOLDER.test(image))
        .map(({ name }) => String(name ?? ''));
    if (names.length === 0)
        return [];
    const subject = state === undefined ? file : `Service "${state.service}": ${file}`;
    return [
        {
            code: 'placeholder-image',
            fault: 'user',
            message: `${subject} has a placeholder as the image of ${names.join(', ')}, so it is not deployed.`,
            hint: 'Set the inputs container-name and image, write an expression into the file (${{ vars.IMAGE }}), or leave the service out.',
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_9__/* .present */ .E)({ service: state?.service })
        }
    ];
}
function renamed({ file, definition, state, current }) {
    const theirs = current ? (0,_want_tasks_js__WEBPACK_IMPORTED_MODULE_14__/* .containerNames */ .MR)(current.definition) : [];
    const own = (0,_want_tasks_js__WEBPACK_IMPORTED_MODULE_14__/* .containerNames */ .MR)(definition);
    if (state === undefined || theirs.length === 0 || theirs.some(name => own.includes(name)))
        return [];
    return [
        `Service "${state.service}" runs the containers ${theirs.join(', ')}, and ${file} has none of them, but ${own.join(', ')}.`
    ];
}
function missingTargets(plan) {
    return plan.services.flatMap(service => {
        const targets = targetsOf(service);
        if (targets.length === 0)
            return [];
        const definition = (0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_15__/* .definitionIn */ .rY)(plan, service.definitionId);
        return targets.flatMap(target => {
            const fault = (0,_rollout_codedeploy_appspec_js__WEBPACK_IMPORTED_MODULE_16__/* .checkBalancer */ .py)(target, { definition });
            return fault === undefined ? [] : [{ ...fault.problem, fault: 'user', service: service.service }];
        });
    });
}
function targetsOf({ action, before, creation }) {
    const isUpdated = action.kind === 'create' || action.kind === 'update';
    if (!isUpdated || before.deploymentController !== 'ECS')
        return [];
    const settings = creation ?? before.raw;
    return [...(0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .objectsIn */ .Qv)(settings['loadBalancers']), ...(0,_json_js__WEBPACK_IMPORTED_MODULE_10__/* .objectsIn */ .Qv)(settings['serviceRegistries'])].flatMap(({ containerName, containerPort }) => typeof containerName === 'string' && typeof containerPort === 'number'
        ? [{ containerName, containerPort }]
        : []);
}


/***/ }),

/***/ 67316:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ withMovedImages),
/* harmony export */   S: () => (/* binding */ remarksOfKeptTags)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(41682);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28168);
/* harmony import */ var _secrets_images_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(75752);
/* harmony import */ var _comparison_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37409);
/* harmony import */ var _comparison_risks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56156);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37679);
/* harmony import */ var _decide_on_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40740);








const AT_ONCE = 8;
function withMovedImages(planned, planning) {
    return (0,_decide_on_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeKept */ .AR)(planned, async (plan) => {
        const suspects = plan.services.flatMap(service => imagesOf(service, plan));
        const wanted = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .distinctBy */ .ey)(suspects, ({ key }) => key);
        const tags = new Map(await (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .yJ)(wanted, AT_ONCE, async (one) => [one.key, await readTag(one, planning)]));
        const readable = suspects.filter(({ key }) => Array.isArray(tags.get(key)));
        const running = await readRunning([...new Set(readable.map(({ service }) => service))], planning);
        const judged = suspects.map(one => ({
            service: one.service,
            ...judge(one, tags.get(one.key) ?? [], running.get(one.service) ?? [])
        }));
        const services = plan.services.map((service) => {
            const why = judged.flatMap(one => (one.service === service ? (one.moved ?? []) : [])).join('; ');
            const action = { kind: 'update', because: 'image', why, forceNewDeployment: true };
            return why === '' ? service : { ...service, action };
        });
        const open = judged.flatMap(one => one.open && services.includes(one.service) ? [`${one.service.service}: ${one.open}`] : []);
        return { services, remarks: open.length === 0 ? [] : [notVerified(open)] };
    });
}
function imagesOf(service, plan) {
    const { action, definitionId, site } = service;
    const isKept = action.kind === 'unchanged' || action.kind === 'scale' || action.kind === 'settings';
    return (isKept ? taggedImages((0,_comparison_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .definitionIn */ .rY)(plan, definitionId)) : []).map(one => ({
        ...one,
        service,
        key: `${(0,_target_js__WEBPACK_IMPORTED_MODULE_3__/* .accountKey */ .LQ)(site)} ${one.image}`
    }));
}
function taggedImages({ containerDefinitions }) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .objectsIn */ .Qv)(containerDefinitions).flatMap(({ name, image }) => typeof image === 'string' && !image.includes('@sha256:') ? [{ container: String(name), image }] : []);
}
async function readTag({ image, service }, { aws }) {
    const address = (0,_secrets_images_js__WEBPACK_IMPORTED_MODULE_5__/* .parseEcrImage */ .T)(image);
    if (!address)
        return { why: 'registry not checked' };
    try {
        const { images } = await aws(service.site);
        const found = await images.describeImage(address);
        if (found.kind !== 'found')
            return { why: 'ECR has no such image', isGone: true };
        if (found.digest === undefined)
            return { why: 'ECR gave no digest' };
        const isIndex = /manifest\.list|image\.index/.test(found.mediaType ?? '');
        return [found.digest, ...(isIndex ? digestsIn((await images.readManifest(address)) ?? '') : [])];
    }
    catch (error) {
        return { why: reasonOf(error) };
    }
}
function digestsIn(manifest) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .objectsIn */ .Qv)((0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .jsonObjectIn */ .$4)(manifest)?.['manifests']).map(({ digest }) => String(digest));
}
async function readRunning(services, { aws }) {
    const clusters = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .groupBy */ .$z)(services, ({ site }) => `${(0,_target_js__WEBPACK_IMPORTED_MODULE_3__/* .accountKey */ .LQ)(site)} ${site.cluster}`);
    const read = await (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .mapBounded */ .yJ)(clusters, AT_ONCE, async (group) => {
        const [{ site }] = group;
        const names = group.map(({ service }) => service);
        const ask = async () => (await aws(site)).running.runningImages(site.cluster, names);
        const images = await ask().catch(reasonOf);
        return group.map(one => [one, typeof images === 'string' ? images : (images.get(one.service) ?? [])]);
    });
    return new Map(read.flat());
}
function judge({ container, image, service: { before, previousTaskDefinitionArn } }, tag, running) {
    const unknown = (why) => (0,_comparison_risks_js__WEBPACK_IMPORTED_MODULE_6__/* .looksLikeVersion */ .a)(image) ? { open: `${image} (${why})` } : { moved: `${image} may have moved; ${why}` };
    if ('why' in tag)
        return tag.isGone ? { open: `${image} (${tag.why})` } : unknown(tag.why);
    if (typeof running === 'string')
        return unknown(running);
    const own = running.filter(one => one.container === container && one.taskDefinition === previousTaskDefinitionArn);
    if (own.some(({ digest }) => digest !== undefined && !tag.includes(digest)))
        return { moved: `${image} has moved` };
    if (own.length === 0 && before.desiredCount > 0)
        return unknown('none of its tasks is running');
    return own.every(({ digest }) => digest !== undefined)
        ? {}
        : unknown('ECS does not report which image the tasks run');
}
function remarksOfKeptTags({ services, definitions }) {
    return services.flatMap(({ service, action, definitionId }) => {
        const found = definitions.find(({ id }) => id === definitionId);
        if (action.kind !== 'update' || !found)
            return [];
        if (found.differences.some(({ path }) => path.endsWith('.image')))
            return [];
        const tags = new Set(taggedImages(found.definition).map(({ image }) => image));
        const moving = [...tags].filter(image => !(0,_comparison_risks_js__WEBPACK_IMPORTED_MODULE_6__/* .looksLikeVersion */ .a)(image));
        if (moving.length === 0)
            return [];
        const message = `Service "${service}" moves to a revision with the same images by tag (${moving.join(', ')}): what the tag refers to now is started, not what it referred to then. To return to an older image, deploy it by its digest.`;
        return [{ message }];
    });
}
function notVerified(open) {
    return {
        isUnverified: true,
        message: `Unchanged as text; whether the tag has moved is not verified: ${open.join(', ')}. Set force-new-deployment: true to start new tasks, or name the image by its digest.`
    };
}
function reasonOf(error) {
    if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_7__/* .AwsError */ .Gy) || error.kind === 'expired')
        throw error;
    return error.kind === 'denied'
        ? `${error.operation} is not allowed`
        : `${error.operation}: ${error.awsName}`;
}


/***/ }),

/***/ 21853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pp: () => (/* binding */ plaintextSpots),
/* harmony export */   ZV: () => (/* binding */ plaintextIn),
/* harmony export */   tU: () => (/* binding */ makeTextGuard)
/* harmony export */ });
/* harmony import */ var _detector_detect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24583);
/* harmony import */ var _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(63829);
/* harmony import */ var _detector_named_lines_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(75990);
/* harmony import */ var _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(55097);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69360);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(28168);






function plaintextIn(definition, mask) {
    return plaintextSpots(definition, mask).map(({ words }) => words);
}
function plaintextSpots(definition, mask) {
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition-arn' });
    const findings = (0,_detector_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .detect */ .o0)({ file: 'task definition', root, place: () => undefined }, _detector_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0);
    const credentials = findings.filter(({ category, level }) => category === 'credential' && level === 'error');
    if (credentials.length === 0)
        return [];
    mask((0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__/* .sensitiveValues */ .DJ)(root, _detector_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0));
    const spots = credentials.map(({ name, container = '', pointer }) => ({
        name,
        words: `${name || pointer}${container === '' ? '' : ` of container ${container}`}`
    }));
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_3__/* .distinctBy */ .ey)(spots, ({ words }) => words);
}
function makeTextGuard(definition, gate) {
    gate.learn(definition);
    const root = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .fromJson */ .Rf)(definition, { kind: 'input', input: 'task-definition' });
    const short = (0,_detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__/* .shortCredentials */ .jx)(root).map(_detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__/* .wholeWord */ .SK);
    return {
        mask: text => (0,_detector_named_lines_js__WEBPACK_IMPORTED_MODULE_5__/* .upToName */ .s)(short.reduce((masked, word) => masked.replace(word, _detector_sensitive_js__WEBPACK_IMPORTED_MODULE_2__/* .MASK */ .v5), gate.shown(text))),
        holdsCredential: _detector_judge_line_js__WEBPACK_IMPORTED_MODULE_4__/* .lineHoldsCredential */ .yR
    };
}


/***/ }),

/***/ 42517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ placeAt),
/* harmony export */   Z: () => (/* binding */ verifyPlan)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87433);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(69360);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35909);
/* harmony import */ var _report_run_sections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85505);
/* harmony import */ var _secrets_problems_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65390);
/* harmony import */ var _secrets_verify_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86723);
/* harmony import */ var _template_overrides_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(47152);







async function verifyPlan(plan, groups, run) {
    const { verifyPermissions: verifyMode, mode } = run.configuration;
    if (verifyMode === 'off')
        return { rows: [], problems: [], remarks: [] };
    const touched = touchedByFile(plan);
    const verified = await Promise.all(groups.map(async ({ account, documents, resolved }) => {
        const subjects = documents.flatMap(document => {
            const definition = touched.get(document.file);
            if (!definition)
                return [];
            const registration = mode === 'plan' ? 'reuse' : definition.registration.kind;
            return [{ ...document, registration }];
        });
        if (subjects.length === 0)
            return { rows: [], problems: [], remarks: [] };
        const { region } = account;
        const known = { references: resolved, region, partition: (0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .partitionOf */ .iQ)(region) };
        const verification = await (0,_secrets_verify_js__WEBPACK_IMPORTED_MODULE_1__/* .verifyPermissions */ .S)(subjects, known, await run.aws(account));
        const told = (rows) => (0,_secrets_problems_js__WEBPACK_IMPORTED_MODULE_2__/* .problemsOfVerification */ .F)({ ...verification, rows }, verifyMode);
        const isOpen = mode === 'plan' && !(0,_template_overrides_js__WEBPACK_IMPORTED_MODULE_3__/* .givesImage */ .Of)(run.configuration.overrides);
        const old = verification.rows.filter(row => isOpen && told([row]).problems.some(one => isOldTag(one, touched)));
        const rows = verification.rows.filter(row => !old.includes(row));
        const { problems, remarks } = told(rows);
        return { rows, problems, remarks: [...remarks, ...told(old).problems.map(asOldTag)] };
    }));
    const rows = verified.flatMap(item => item.rows);
    if (rows.length > 0)
        run.ports.log.group(_report_run_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .PERMISSIONS_TITLE */ .C3, (0,_report_run_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .permissionsToText */ .pK)(rows));
    return {
        rows,
        problems: verified.flatMap(item => item.problems),
        remarks: verified.flatMap(item => item.remarks)
    };
}
function isOldTag({ code, place }, touched) {
    const differences = touched.get(place?.file ?? '')?.differences ?? [];
    return (code === 'image-missing' &&
        differences.some(({ path, change }) => change === 'changed' && path.endsWith('.image')));
}
function asOldTag({ message, place }) {
    const rest = 'Another image runs: if the workflow that deploys sets the image, this one is not needed.';
    return { message: `${message} ${rest}`, isWarning: true, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_5__/* .present */ .E)({ place }) };
}
function touchedByFile({ definitions, services }) {
    const used = new Set(services.flatMap(({ definitionId, action: { kind } }) => kind === 'update' || kind === 'create' ? [definitionId] : []));
    const touched = definitions.filter(one => one.registration.kind === 'register' || used.has(one.id));
    return new Map(touched.toReversed().flatMap(one => one.files.map(file => [file, one])));
}
function placeAt(places, file, pointer) {
    const known = places.get(file);
    if (known === undefined)
        return undefined;
    let node = known.root;
    let { origin } = known.root;
    for (const step of (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_6__/* .stepsOf */ .B_)(pointer)) {
        node = node?.kind === 'array' ? (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_6__/* .itemsOf */ .S3)(node)[Number(step)] : (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_6__/* .childOf */ .GG)(node, step);
        if (node === undefined)
            break;
        ({ origin } = node);
    }
    return known.place(origin);
}


/***/ }),

/***/ 98697:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ wantTask),
/* harmony export */   HG: () => (/* binding */ unnamedContainers),
/* harmony export */   MR: () => (/* binding */ containerNames),
/* harmony export */   fh: () => (/* binding */ networkServices)
/* harmony export */ });
/* harmony import */ var _inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26664);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _comparison_decide_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16838);




function networkServices(prepared, placement, configuration) {
    const known = new Set(prepared.flatMap(({ target }) => target.service ?? []));
    const wanted = prepared.flatMap(({ target: { entry } }) => entry?.kind === 'task' && entry.task.run === 'before' ? (entry.task.networkFrom ?? []) : []);
    return [...new Set(wanted)].flatMap(key => {
        const { cluster, ...rest } = (0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .siteOf */ .zU)(key, placement, configuration);
        return known.has(key) || cluster === undefined
            ? []
            : [{ ...(0,_inputs_configuration_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .namedByKey */ .O$)(key, placement), site: { ...rest, cluster } }];
    });
}
function wantTask({ target: { entry }, site }, definition, { states, creationOf }) {
    if (entry?.kind !== 'task' || entry.task.run !== 'before')
        return undefined;
    const { key, task } = entry;
    const { networkFrom = '', command } = task;
    const state = states.get(networkFrom);
    const home = state === undefined || state.status === _comparison_decide_js__WEBPACK_IMPORTED_MODULE_1__/* .MISSING */ .lV ? creationOf(networkFrom) : state.raw;
    const container = task.container ?? containerNames(definition)[0];
    return {
        key,
        cluster: site.cluster,
        for: task.for,
        containerOverrides: command && container ? [{ name: container, command }] : [],
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ home })
    };
}
function unnamedContainers(definitions) {
    return definitions.flatMap(({ item, definition }) => {
        const { entry } = item.target;
        if (entry?.kind !== 'task' || entry.task.command === undefined || entry.task.run !== 'before')
            return [];
        const names = containerNames(definition);
        const place = entry.written;
        if (entry.task.container !== undefined || names.length < 2)
            return [];
        return [
            {
                code: 'container-not-named',
                fault: 'user',
                message: `"command" of "${entry.key}": the definition has ${names.length} containers (${names.join(', ')}), and none is named.`,
                hint: 'Name the one that the command is for: container: NAME.',
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place })
            }
        ];
    });
}
function containerNames({ containerDefinitions }) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .objectsIn */ .Qv)(containerDefinitions).map(({ name }) => String(name ?? ''));
}


/***/ }),

/***/ 41245:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B8: () => (/* binding */ expressPlans),
/* harmony export */   Jy: () => (/* binding */ REPLACED_MEMBERS),
/* harmony export */   UO: () => (/* binding */ beyondExpress),
/* harmony export */   bQ: () => (/* binding */ expressProblems),
/* harmony export */   kh: () => (/* binding */ withRevision),
/* harmony export */   mC: () => (/* binding */ expressRemarks)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(87433);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1384);




const REPLACED_MEMBERS = [
    ...['primaryContainer', 'executionRoleArn', 'taskRoleArn', 'cpu', 'memory', 'cpuArchitecture']
];
function beyondExpress({ forceNewDeployment, desiredCount, members = {} }, before) {
    return [
        ...(forceNewDeployment ? ['a forced deployment'] : []),
        ...(desiredCount !== undefined && desiredCount !== before.desiredCount ? ['desiredCount'] : []),
        ...Object.keys(members)
    ];
}
function withRevision(before, taskDefinition, revision) {
    const id = `ecs-svc/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_0__/* .lastPartOf */ .RS)(revision.arn)}`;
    if (before.deployments.some(one => one.id === id))
        return before;
    const counts = { desiredCount: before.desiredCount, runningCount: 0, pendingCount: 0, failedTasks: 0 };
    const { createdAt } = revision;
    const mine = { id, status: 'PRIMARY', taskDefinition, ...counts, rolloutState: 'IN_PROGRESS' };
    const others = before.deployments.map(one => ({ ...one, status: 'ACTIVE' }));
    return { ...before, taskDefinition, deployments: [{ ...mine, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ createdAt }) }, ...others] };
}
const MAIN = 'Main';
function expressFaults(definition) {
    const containers = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .objectsIn */ .Qv)(definition['containerDefinitions']);
    const main = containers.find(({ name }) => name === MAIN);
    const names = containers.map(({ name }) => `"${String(name ?? '')}"`).join(', ');
    const compatible = definition['requiresCompatibilities'];
    const isFargate = Array.isArray(compatible) && compatible.includes('FARGATE');
    return [
        ...(main ? portFaults(main) : [`no container is named "${MAIN}" (it has ${names}; case counts)`]),
        ...(isFargate ? [] : ['"requiresCompatibilities" lacks "FARGATE"'])
    ];
}
function portFaults(main) {
    const ports = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .objectsIn */ .Qv)(main['portMappings']).filter(({ protocol = 'tcp' }) => protocol === 'tcp');
    const [port] = ports;
    if (ports.length !== 1)
        return [`container "${MAIN}" has ${ports.length} TCP ports instead of exactly one`];
    const lacking = ['containerPort', 'name'].filter(key => port?.[key] === undefined || port[key] === '');
    return lacking.map(key => `the TCP port of container "${MAIN}" has no "${key}"`);
}
function expressPlans(plan) {
    return plan.services.flatMap(({ service, file, definitionId, action, before, creation, ...wanted }) => {
        const isCreated = action.kind === 'create' && (0,_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .isExpressDefinition */ .wO)(creation);
        const isChanged = action.kind === 'update' || action.kind === 'scale' || action.kind === 'settings';
        if (!isCreated && !(isChanged && before.isExpress))
            return [];
        const request = {
            forceNewDeployment: action.kind === 'update' && action.forceNewDeployment,
            members: (0,_settings_js__WEBPACK_IMPORTED_MODULE_3__/* .changedMembers */ .kq)(wanted.settings ?? {}, before.raw)
        };
        const beyond = beyondExpress(request, before);
        const { definition = {} } = plan.definitions.find(({ id }) => id === definitionId) ?? {};
        return [{ service, file, definition, beyond, isCreated }];
    });
}
const RESERVED = ['loadBalancers', 'deploymentConfiguration'];
function expressProblems(plan) {
    const { service, file, definition, beyond, isCreated } = plan;
    const about = { code: 'express-service', fault: 'user', service };
    const faults = expressFaults(definition);
    const refused = isCreated ? beyond : beyond.filter(name => RESERVED.includes(name));
    return [
        ...(faults.length === 0
            ? []
            : [
                {
                    ...about,
                    message: `Service "${service}" is of ECS Express Mode, which does not take ${file}: ${faults.join('; ')}.`,
                    hint: 'Name one container "Main" and give it one port with "containerPort" and "name"; "requiresCompatibilities" needs "FARGATE".'
                }
            ]),
        ...(refused.length === 0
            ? []
            : [
                {
                    ...about,
                    message: `Service "${service}" is of ECS Express Mode, where ${refused.join(', ')} can't be ${isCreated ? 'set by inputs when it is created' : 'changed'}.`,
                    hint: isCreated
                        ? 'Write it into the service definition ("scalingTarget" for the number of tasks), or set it after the service exists.'
                        : 'ECS manages its load balancer and its deployments. Leave it out for this service.'
                }
            ])
    ];
}
function expressRemarks({ service, beyond, isCreated }) {
    return [
        ...(isCreated || beyond.length === 0
            ? []
            : [
                `Service "${service}" (ECS Express Mode) is changed with UpdateService: UpdateExpressGatewayService has no member for ${beyond.join(', ')}.`
            ]),
        `Service "${service}" is managed by ECS Express Mode: another tool's update with a primary container (AWS's Express action, Terraform, the console) replaces image, command, environment and secrets of "Main", and removes sidecars and all that it has no member for.`
    ];
}


/***/ }),

/***/ 64530:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ judgeValues)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69360);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38674);
/* harmony import */ var _detect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24583);
/* harmony import */ var _judge_line_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63829);
/* harmony import */ var _names_credential_name_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17617);
/* harmony import */ var _values_harmless_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(32989);






function judgeValues(definitions) {
    let judged;
    return (place, value) => {
        const text = textAt(place, value);
        if (text === undefined || text.length > LONGEST_SHOWN)
            return undefined;
        judged ??= judgedTexts(definitions);
        return judged.has(text) || (0,_judge_line_js__WEBPACK_IMPORTED_MODULE_0__/* .plainCredentialsIn */ .Uz)(text).length > 0 ? undefined : text;
    };
}
const LONGEST_SHOWN = 512;
function judgedTexts(definitions) {
    const rules = [..._detect_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y0, ..._detect_js__WEBPACK_IMPORTED_MODULE_1__/* .OPTIONAL_RULES */ .rn];
    const origin = { kind: 'input', input: 'task-definition' };
    return new Set(definitions.flatMap(definition => (0,_detect_js__WEBPACK_IMPORTED_MODULE_1__/* .look */ .Op)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .fromJson */ .Rf)(definition, origin), rules).judged.map(({ candidate }) => candidate.value)));
}
function textAt(place, value) {
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(value))
        return textOfItem(place, value);
    if (Array.isArray(value))
        return textOfList(place, value);
    const member = place.names.at(-1) ?? '';
    if (value === null)
        return undefined;
    if (typeof value !== 'string')
        return isFree(place) ? namedText(place, String(value)) : String(value);
    const name = WORD_MEMBERS.has(member) ? 'mode' : FORMS.get(member);
    return name === undefined ? namedText(place, value) : (0,_values_harmless_js__WEBPACK_IMPORTED_MODULE_4__/* .isHarmless */ .E)(name, value) ? value : undefined;
}
function textOfItem({ names, item }, value) {
    const shown = ['value', 'valueFrom'].find(member => typeof value[member] === 'string');
    if (shown === undefined || typeof value['name'] !== 'string')
        return undefined;
    return textAt({ names: [...names, shown], item: item ?? value['name'] }, value[shown]);
}
function textOfList({ names }, items) {
    if (!WORD_MEMBERS.has(names.at(-1) ?? ''))
        return undefined;
    const words = items.map(item => (typeof item === 'string' && (0,_values_harmless_js__WEBPACK_IMPORTED_MODULE_4__/* .isHarmless */ .E)('mode', item) ? item : undefined));
    return words.includes(undefined) ? undefined : words.join(', ');
}
function namedText({ names, item }, value) {
    const [holder = '', member = ''] = names.slice(-2);
    const name = MAPS.has(holder) ? member : holder === 'environment' && member === 'value' ? item : undefined;
    if (name === undefined)
        return undefined;
    return (0,_names_credential_name_js__WEBPACK_IMPORTED_MODULE_5__/* .judgeName */ .Bt)(name).strength === 'none' && (0,_values_harmless_js__WEBPACK_IMPORTED_MODULE_4__/* .isHarmless */ .E)(name, value) ? value : undefined;
}
const MAPS = new Set(['options', 'dockerLabels']);
function isFree({ names }) {
    return names.at(-1) === 'value' || MAPS.has(names.at(-2) ?? '');
}
const FORMS = new Map([
    ['image', 'image'],
    ['valueFrom', 'arn'],
    ['executionRoleArn', 'arn'],
    ['taskRoleArn', 'arn']
]);
const WORD_MEMBERS = new Set('cpu memory networkMode pidMode ipcMode requiresCompatibilities cpuArchitecture operatingSystemFamily protocol appProtocol condition logDriver transitEncryption versionConsistency scope'.split(' '));


/***/ }),

/***/ 67371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ deploysSame),
/* harmony export */   RS: () => (/* binding */ buildAppSpec),
/* harmony export */   py: () => (/* binding */ checkBalancer),
/* harmony export */   qQ: () => (/* binding */ hashOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41682);
/* harmony import */ var _files_document_place_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43505);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69360);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(52708);







function buildAppSpec(source, wanted) {
    if (source.kind === 'service')
        return makeAppSpec(source.raw, wanted);
    const { document } = source;
    const problems = [];
    const find = (0,_files_document_place_js__WEBPACK_IMPORTED_MODULE_1__/* .placeFinder */ .aA)(document);
    const root = fillIn(document.root, wanted, (node, said) => {
        problems.push({
            ...said,
            fault: 'user',
            service: wanted.service,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ place: find(node.origin) })
        });
        return node;
    });
    return problems.length > 0 ? { problems } : { content: JSON.stringify((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .toJson */ .aB)(root)) };
}
function invalid(what) {
    const hint = 'An AppSpec for ECS has Resources: - TargetService: with Type, and Properties with TaskDefinition and LoadBalancerInfo (ContainerName, ContainerPort).';
    return { code: 'appspec-invalid', message: `The AppSpec is not one for ECS: ${what}.`, hint };
}
function fillIn(root, wanted, refuse) {
    const resources = memberIn(root, 'Resources');
    if (root.kind !== 'object' || resources?.value.kind !== 'array' || resources.value.items.length === 0)
        return refuse(resources?.value ?? root, invalid('it has no list "Resources" with a resource in it'));
    const items = resources.value.items.map(item => item.kind !== 'object' || item.members.length === 0
        ? refuse(item, invalid('a resource is not a mapping of its name to what it is'))
        : { ...item, members: item.members.map(one => ({ ...one, value: fillTarget(one, wanted, refuse) })) });
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(root, resources.key, { ...resources.value, items });
}
function fillTarget({ key, value }, wanted, refuse) {
    const name = (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(key);
    const type = memberIn(value, 'Type')?.value;
    if (((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(type) ?? 'AWS::ECS::Service') !== 'AWS::ECS::Service')
        return refuse(type ?? value, invalid(`resource "${name}" is not of type AWS::ECS::Service`));
    const properties = memberIn(value, 'Properties');
    if (value.kind !== 'object' || properties?.value.kind !== 'object')
        return refuse(value, invalid(`resource "${name}" has no "Properties"`));
    checkTarget(properties.value, wanted, refuse);
    const member = memberIn(properties.value, 'TaskDefinition')?.key ?? 'TaskDefinition';
    const arn = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .fromJson */ .Rf)(wanted.taskDefinitionArn, { kind: 'input', input: 'task-definition' });
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(value, properties.key, (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .withMember */ .RV)(properties.value, member, arn));
}
function checkTarget(properties, wanted, refuse) {
    const balancer = memberIn(properties, 'LoadBalancerInfo')?.value;
    const container = balancer && memberIn(balancer, 'ContainerName')?.value;
    const port = balancer && memberIn(balancer, 'ContainerPort')?.value;
    const containerName = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .stringOf */ .Je)(container);
    if (container === undefined || containerName === undefined || port === undefined) {
        refuse(balancer ?? properties, invalid('"LoadBalancerInfo" does not say where the traffic goes'));
        return;
    }
    const fault = checkBalancer({ containerName, containerPort: Number((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_3__/* .scalarTextOf */ .Vb)(port)) }, wanted);
    if (fault)
        refuse(fault.about === 'port' ? port : container, fault.problem);
}
function memberIn(node, name) {
    if (node.kind !== 'object')
        return undefined;
    return node.members.find(({ key }) => key.toLowerCase() === name.toLowerCase());
}
function makeAppSpec(raw, wanted) {
    const refused = (said) => ({
        problems: [{ ...said, fault: 'user', service: wanted.service }]
    });
    const targets = new Map((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Qv)((0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .settingOf */ .y7)(raw, 'loadBalancers')).flatMap(({ containerName, containerPort }) => typeof containerName === 'string' && typeof containerPort === 'number'
        ? [[`${containerName}:${containerPort}`, { containerName, containerPort }]]
        : []));
    const [balanced] = targets.values();
    if (balanced === undefined || targets.size > 1)
        return refused({
            code: 'appspec-not-made',
            message: `Cannot generate an AppSpec for service "${wanted.service}": its load balancers lead to ${targets.size} ports, and CodeDeploy needs the one container and port that get the traffic.`,
            hint: 'Write an AppSpec file with LoadBalancerInfo and name it in the input codedeploy-appspec.'
        });
    const fault = checkBalancer(balanced, wanted);
    if (fault)
        return refused(fault.problem);
    const version = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .settingOf */ .y7)(raw, 'platformVersion');
    const strategy = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Qv)((0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .settingOf */ .y7)(raw, 'capacityProviderStrategy')).map(one => ({
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
    const Resources = [{ TargetService: { Type: 'AWS::ECS::Service', Properties } }];
    return { content: JSON.stringify({ version: 1, Resources }) };
}
function networkOf(raw) {
    const configuration = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .settingOf */ .y7)(raw, 'networkConfiguration');
    const network = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(configuration) ? configuration['awsvpcConfiguration'] : undefined;
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .isObject */ .Gv)(network))
        return {};
    const { subnets: Subnets = null, securityGroups: SecurityGroups = null, assignPublicIp = null } = network;
    if ((0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .isUnset */ .K$)(Subnets) || (0,_deployments_js__WEBPACK_IMPORTED_MODULE_6__/* .isUnset */ .K$)(SecurityGroups) || typeof assignPublicIp !== 'string')
        return {};
    const AwsvpcConfiguration = { Subnets, SecurityGroups, AssignPublicIp: assignPublicIp };
    return { NetworkConfiguration: { AwsvpcConfiguration } };
}
function checkBalancer({ containerName, containerPort }, { definition }) {
    const containers = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Qv)(definition['containerDefinitions']);
    if (containers.length === 0)
        return undefined;
    const name = (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(containerName);
    const mismatch = (message) => ({
        code: 'appspec-container',
        message,
        hint: 'The service, the AppSpec and the task definition must agree on the container and on one of its portMappings.'
    });
    const container = containers.find(one => one['name'] === containerName);
    if (container === undefined) {
        const known = containers.flatMap(one => (typeof one['name'] === 'string' ? [(0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(one['name'])] : []));
        const message = `The traffic would go to container "${name}", which the task definition does not have (${known.join(', ')}).`;
        return { about: 'container', problem: mismatch(message) };
    }
    const mappings = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectsIn */ .Qv)(container['portMappings']);
    if (mappings.some(one => isMapped(containerPort, one)))
        return undefined;
    const ports = mappings.map(one => (0,_aws_error_js__WEBPACK_IMPORTED_MODULE_4__/* .oneLine */ .TN)(String(one['containerPortRange'] ?? one['containerPort'])));
    const message = `The traffic would go to port ${containerPort} of container "${name}", which the task definition does not map (${ports.join(', ') || 'no port'}).`;
    return { about: 'port', problem: mismatch(message) };
}
function isMapped(port, { containerPort, containerPortRange }) {
    if (typeof containerPortRange !== 'string')
        return Number(containerPort) === port;
    const [first = Number.NaN, last = first] = containerPortRange.split('-').map(Number);
    return first <= port && port <= last;
}
function hashOf(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(content).digest('hex');
}
function deploysSame({ sha256, content: theirs }, content) {
    return sha256 === undefined ? theirs === content : sha256.toLowerCase() === hashOf(content);
}


/***/ }),

/***/ 88990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ rollsBackByItself),
/* harmony export */   Uj: () => (/* binding */ hasCompleted),
/* harmony export */   Ux: () => (/* binding */ judgeDeployments),
/* harmony export */   _b: () => (/* binding */ isFromBefore),
/* harmony export */   a6: () => (/* binding */ LOOKS_AT_OLD_LIST),
/* harmony export */   bN: () => (/* binding */ judgeScaling),
/* harmony export */   kY: () => (/* binding */ failureText),
/* harmony export */   nT: () => (/* binding */ judgeFailed),
/* harmony export */   o4: () => (/* binding */ newerThanMine)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87433);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(38674);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52708);



const LOOKS_TO_BELIEVE = 3;
const LOOKS_AT_OLD_LIST = 7;
function judgeDeployments(target, service, memory) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    if (mine?.rolloutState === 'FAILED')
        return judgeFailed(target, service, memory);
    if (mine?.status === 'PRIMARY')
        return judgePrimary(mine, service);
    const newer = newerThanMine(target, service);
    if (newer)
        return hasCompleted(target, service) ? { state: 'succeeded' } : newer;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (mine) {
        return primary
            ? { state: 'rolling-back', reason: failureText(target, service) }
            : { state: 'in-progress' };
    }
    return judgeGone(target, service, memory);
}
function judgePrimary(mine, service) {
    if (mine.rolloutState === 'COMPLETED')
        return { state: 'succeeded' };
    const settled = service.deployments.length === 1 && mine.runningCount === mine.desiredCount;
    return mine.rolloutState === undefined && settled ? { state: 'succeeded' } : { state: 'in-progress' };
}
function judgeFailed(target, service, memory) {
    const reason = failureText(target, service);
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const canReturn = service.deployments.some(deployment => target.before.includes(deployment.id) && deployment.rolloutState !== 'FAILED');
    if (primary && target.before.includes(primary.id))
        return { state: 'rolling-back', reason };
    const isDue = isRollbackDue(service, reason);
    const newer = newerThanMine(target, service);
    if (newer?.state === 'superseded' && (isDue || memory.failure !== undefined))
        return newer;
    const expected = isDue && canReturn;
    return expected && memory.failedLooks < LOOKS_TO_BELIEVE
        ? { state: 'rolling-back', reason }
        : { state: 'failed', reason };
}
function rollsBackByItself(service) {
    return service.circuitBreaker.enable && service.circuitBreaker.rollback;
}
function isRollbackDue(service, reason) {
    const alarms = memberOf(memberOf(service.raw, 'deploymentConfiguration'), 'alarms');
    const byAlarm = memberOf(alarms, 'enable') === true && memberOf(alarms, 'rollback') === true;
    if (/user request/i.test(reason))
        return true;
    if (/alarm/i.test(reason))
        return byAlarm;
    if (/circuit breaker|tasks failed to start/i.test(reason))
        return rollsBackByItself(service);
    return service.strategy !== 'ROLLING' || byAlarm || rollsBackByItself(service);
}
function judgeGone(target, service, memory) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    const failed = memory.failure ?? failureEvent(target, service);
    if (failed === undefined && hasCompleted(target, service))
        return { state: 'succeeded' };
    const believed = failed !== undefined || (memory.sawMine && memory.gone >= LOOKS_TO_BELIEVE);
    if (!believed || !primary || isFromBefore(target, primary, memory))
        return { state: 'in-progress' };
    const reason = failed ??
        'The service no longer lists the deployment, and ECS logged no event: it was probably rolled back.';
    if (primary.rolloutState === 'FAILED')
        return { state: 'failed', reason: `${reason} The rollback failed too.`, rollback: 'failed' };
    if (primary.rolloutState === 'IN_PROGRESS')
        return { state: 'rolling-back', reason };
    return { state: 'rolled-back', reason };
}
function isFromBefore(target, primary, memory) {
    if (memory.gone > LOOKS_AT_OLD_LIST)
        return false;
    return (primary.updatedAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0);
}
function newerThanMine(target, service) {
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service);
    if (!primary || primary.id === target.deploymentId || target.before.includes(primary.id))
        return undefined;
    if ((primary.createdAt ?? Number.POSITIVE_INFINITY) < (target.createdAt ?? 0))
        return undefined;
    const { id: deploymentId, taskDefinition } = primary;
    if (taskDefinition === target.taskDefinition)
        return { state: 'adopted', deploymentId, taskDefinition };
    return {
        state: 'superseded',
        by: { deploymentId, taskDefinition },
        reason: `Another deployment (${primary.id}, ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_1__/* .lastPartOf */ .RS)(primary.taskDefinition)}) was started during this run's rollout.`
    };
}
function hasCompleted({ deploymentId }, service) {
    if ((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, deploymentId)?.rolloutState === 'COMPLETED')
        return true;
    const said = `(deployment ${deploymentId}) deployment completed.`;
    return service.events.some(({ message }) => message.includes(said));
}
function judgeScaling(target, service) {
    const reached = service.desiredCount === target.scaleTo && service.runningCount === target.scaleTo;
    return reached ? { state: 'succeeded' } : { state: 'in-progress' };
}
function reasonOf(deployment) {
    const reason = deployment?.rolloutStateReason;
    return reason !== undefined && reason !== '' ? reason : undefined;
}
function failureText(target, service) {
    const mine = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentOf */ .PE)(service, target.deploymentId);
    const own = mine?.rolloutState === 'FAILED' ? reasonOf(mine) : undefined;
    return own ?? failureEvent(target, service) ?? reasonOf((0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(service)) ?? 'ECS gave no reason.';
}
function failureEvent(target, service) {
    return service.events.find(event => event.message.includes(`(deployment ${target.deploymentId}) deployment failed`))?.message;
}
function memberOf(value, key) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .isObject */ .Gv)(value) ? value[key] : undefined;
}


/***/ }),

/***/ 5288:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K3: () => (/* binding */ sickGroupsOf),
/* harmony export */   h4: () => (/* binding */ diagnose)
/* harmony export */ });
/* unused harmony exports groupStops, toStopGroup */
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(38674);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97697);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(32045);
/* harmony import */ var _failures_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(49743);
/* harmony import */ var _logs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95719);
/* harmony import */ var _texts_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98957);








const TASKS_LOOKED_AT = 300;
const EVENTS_SHOWN = 8;
const TASKS_READ = 3;
async function diagnose(subject, ports) {
    const attempts = new _logs_js__WEBPACK_IMPORTED_MODULE_0__/* .Attempts */ .ZJ();
    const { cluster, region, service, definition, seenEvents, deploymentId, taskDefinitionArn } = subject;
    const { mask } = ports.guard;
    const tasks = await attempts.make(() => ports.ecs.listStoppedTasks(cluster, service, TASKS_LOOKED_AT));
    const described = await attempts.make(() => ports.ecs.describeServices(cluster, [service]));
    const [state] = described?.services ?? [];
    const ours = (tasks ?? []).filter(({ startedBy, taskDefinition }) => startedBy === undefined ? taskDefinition === taskDefinitionArn : startedBy === deploymentId);
    const groups = groupStops(ours, definition);
    const events = (state?.events ?? []).filter(({ id }) => !seenEvents.includes(id));
    const examples = groups.flatMap(({ tasks: [newest] }) => newest ?? []);
    const ran = examples.filter(({ startedAt }) => startedAt !== undefined).slice(0, TASKS_READ);
    const logs = await (0,_logs_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogs */ .o_)(ran, definition, { ...ports, attempts, region });
    const eventCauses = causesOf(events, groups, definition);
    const causes = [...groups.map(({ explained }) => explained), ...eventCauses].flatMap(one => one?.cause ?? []);
    const isHealth = causes.length === 0 || causes.some(({ kind }) => kind.startsWith('target-'));
    const arns = isHealth ? targetGroupsOf(state?.raw ?? {}) : [];
    const targets = arns.length === 0 ? [] : await readTargets(arns, ports.balancers, attempts);
    return {
        ...{ service, cluster, region },
        events: lastEvents(events).map(mask),
        eventCauses: eventCauses.map(one => ({ ...one, event: mask(one.event) })),
        stops: groups.map(group => toStopGroup(withPlatform(group, logs, definition), mask)),
        logs,
        targets: targets.map(({ check, ...target }) => ({
            ...target,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ check: check && mask(check) })
        })),
        notVerified: attempts.notes
    };
}
function groupStops(tasks, definition) {
    const groups = (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(tasks.filter(task => !(0,_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .isScaling */ .C$)(task)), task => JSON.stringify([(0,_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(task), (0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .culpritsOf */ .Et)(task, definition).map(one => [one.name, one.exitCode])]));
    return [...groups.values()]
        .toSorted((a, b) => b.length - a.length)
        .flatMap(group => {
        const newestFirst = group.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
        const [newest] = newestFirst;
        if (newest === undefined)
            return [];
        return [{ reason: (0,_failures_js__WEBPACK_IMPORTED_MODULE_3__/* .reasonOf */ .A3)(newest), tasks: newestFirst, explained: (0,_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .explainStop */ .c)(newest, definition) }];
    });
}
function toStopGroup({ reason, tasks, explained }, mask) {
    const exits = tasks.flatMap(({ containers }) => containers.flatMap(({ name, exitCode }) => exitCode === undefined ? [] : [`${name} exited with ${exitCode}`]));
    return { count: tasks.length, reason: mask(reason), exits: [...new Set(exits)], ...explained };
}
function withPlatform(group, logs, definition) {
    const [task] = group.tasks;
    const excerpt = logs.find(one => task?.arn.endsWith(`/${one.task}`) && one.lines.some(line => /exec format error/i.test(line)));
    if (task === undefined || excerpt === undefined)
        return group;
    const containers = [{ name: excerpt.container, reason: 'exec format error' }];
    const { stoppedReason: _, ...known } = task;
    return { ...group, explained: (0,_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .explainStop */ .c)({ ...known, containers }, definition) };
}
function lastEvents(events) {
    return [...(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(events, ({ message }) => (0,_texts_js__WEBPACK_IMPORTED_MODULE_6__/* .generalizeReason */ .Fb)(message))]
        .slice(0, EVENTS_SHOWN)
        .toReversed()
        .map(([text, { length }]) => (length === 1 ? text : `${text} (${length} times)`));
}
function causesOf(events, groups, definition) {
    const known = new Set(groups.map(({ explained }) => explained?.cause.kind));
    return events.flatMap(({ message }) => {
        const explained = (0,_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .explainEvent */ .G)(message, definition);
        if (explained === undefined || known.has(explained.cause.kind))
            return [];
        known.add(explained.cause.kind);
        return [{ ...explained, event: (0,_texts_js__WEBPACK_IMPORTED_MODULE_6__/* .generalizeReason */ .Fb)(message) }];
    });
}
function targetGroupsOf(service) {
    const arns = (0,_json_js__WEBPACK_IMPORTED_MODULE_7__/* .objectsIn */ .Qv)(service['loadBalancers']).flatMap(balancer => [
        (0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .textOf */ .b6)(balancer, 'targetGroupArn'),
        (0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .textOf */ .b6)((0,_definition_js__WEBPACK_IMPORTED_MODULE_4__/* .memberObject */ .Gu)(balancer, 'advancedConfiguration'), 'alternateTargetGroupArn')
    ]);
    return [...new Set(arns.filter(arn => arn !== undefined))];
}
function isSick(states) {
    const own = states.filter(({ state }) => state !== 'draining');
    return own.length > 0 && own.every(({ state }) => state === 'unhealthy');
}
async function sickGroupsOf(service, balancers) {
    const sick = [];
    for (const arn of targetGroupsOf(service))
        if (isSick(await balancers.describeTargetHealth(arn)))
            sick.push(arn.split('/')[1] ?? arn);
    return sick;
}
async function readTargets(arns, balancers, attempts) {
    const groups = (await attempts.make(() => balancers.describeTargetGroups(arns))) ?? [];
    const reports = [];
    for (const arn of arns) {
        const group = groups.find(one => one.arn === arn);
        const states = await attempts.make(() => balancers.describeTargetHealth(arn));
        if (group === undefined && states === undefined)
            continue;
        const name = group?.name ?? arn.split('/')[1] ?? arn;
        reports.push({
            name,
            arn,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ check: group && checkOf(group) }),
            states: countStates(states ?? [])
        });
    }
    return reports;
}
function checkOf({ protocol = 'TCP', port = 'traffic-port', path, expects }) {
    const shown = path === undefined ? '' : ` ${path.replace(/\?.*/s, '?…')}`;
    const where = port === 'traffic-port' ? 'on the port of the target' : `on port ${port}`;
    return `${protocol}${shown} ${where}${expects === undefined ? '' : `, expects ${expects}`}`;
}
function countStates(states) {
    return [
        ...(0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(states, ({ state, reason, description }) => JSON.stringify([state, reason, description])).values()
    ]
        .flatMap(([first, ...others]) => (first ? [{ count: others.length + 1, ...first }] : []))
        .toSorted((a, b) => Number(a.state === 'healthy') - Number(b.state === 'healthy'));
}


/***/ }),

/***/ 32045:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ explainEvent),
/* harmony export */   c: () => (/* binding */ explainStop)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38674);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(97697);
/* harmony import */ var _texts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98957);





function explainStop(task, definition) {
    return explain((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(task), task, definition);
}
function explainEvent(message, definition) {
    const task = { arn: '', taskDefinition: '', stoppedReason: message, containers: [] };
    return explain((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message), task, definition);
}
function explain(found, task, definition) {
    if (found === undefined)
        return undefined;
    const { kind, says } = found;
    const containers = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .definedContainers */ .uD)(definition);
    const role = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(definition, 'executionRoleArn');
    const one = { kind, text: (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .stopWordsOf */ .$Q)(task), task, definition, containers };
    const { cause = {}, words = {} } = factsOf(one);
    const { statement = '' } = cause;
    const whose = `execution role${role === undefined ? '' : ` ${role}`}`;
    const all = {
        role: `the ${whose}`,
        Role: `The ${whose}`,
        service: serviceIn(one.text),
        statement,
        ...words
    };
    const isRole = kind === 'env-file' || kind === 'role-not-assumable';
    return {
        explanation: (words['says'] ?? says).replace(/\{(\w+)\}/g, (whole, name) => all[name] ?? whole),
        cause: {
            kind,
            ...cause,
            ...(statement !== '' || isRole ? (0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ role }) : {}),
            ...(kind === 'role-not-assumable' && role !== undefined ? { pointer: '/executionRoleArn' } : {})
        }
    };
}
function serviceIn(text) {
    if (/pull command failed: :/.test(text))
        return 'Secrets Manager, Parameter Store or ECR in time';
    if (/log/i.test(text) && /cloudwatch|logger/i.test(text))
        return 'CloudWatch Logs';
    return /CannotPull|\becr\b/i.test(text) ? 'the registry of its image' : 'Secrets Manager or Parameter Store';
}
function factsOf(one) {
    switch (one.kind) {
        case 'image-platform':
        case 'image-denied':
        case 'image-missing':
        case 'image-not-pulled':
        case 'registry-busy':
            return imageFacts(one);
        case 'registry-denied':
            return { cause: { statement: (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .statementOf */ .T8)('ecr:GetAuthorizationToken', '*') } };
        case 'log-denied':
        case 'log-group-missing':
            return logFacts(one);
        case 'out-of-memory':
            return memoryFacts(one);
        case 'exited':
            return exitFacts(one);
        case 'container-health':
            return healthFacts(one);
        case 'command':
            return commandFacts(one);
        default:
            return /^(?:secret|key|json-key|parameter|registry-login)/.test(one.kind)
                ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .secretFacts */ .gB)(one.kind, one.text, one.definition)
                : {};
    }
}
const WHILE_RUNNING = new Set(['out-of-memory', 'container-health']);
function containerOf({ kind, text, task, definition }, candidates) {
    const named = (ended) => candidates.filter(({ name }) => ended.some(one => one.name === name));
    const isQuoted = (words) => words !== undefined && words !== '' && text.includes(words);
    const lists = [
        named(task.containers.filter(({ reason }) => reason !== undefined)),
        candidates.filter(one => isQuoted((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(one.fields, 'image')) || isQuoted(logGroupOf(one))),
        ...(WHILE_RUNNING.has(kind) ? [named((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .culpritsOf */ .Et)(task, definition).slice(0, 1))] : []),
        candidates
    ];
    return lists.find(list => list.length === 1)?.at(0);
}
function imageFacts(one) {
    const { kind, definition, containers } = one;
    const container = containerOf(one, containers);
    const image = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(container?.fields ?? {}, 'image') ?? '';
    const [, account, region = '', repository] = ECR_IMAGE.exec(image) ?? [];
    const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
    const statement = kind === 'image-denied' && repository !== undefined
        ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .statementOf */ .T8)(actions, `arn:${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .partitionOf */ .iQ)(region)}:ecr:${region}:${account}:repository/${repository}`)
        : undefined;
    const platform = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .memberObject */ .Gu)(definition, 'runtimePlatform');
    const system = ((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(platform, 'operatingSystemFamily') ?? 'LINUX').split('_')[0]?.toLowerCase();
    return {
        cause: { ...placeIn(container, 'image'), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ statement }) },
        words: {
            image: container ? ` ${image} of container ${container.name}` : '',
            platform: `${system}/${(0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(platform, 'cpuArchitecture') === 'ARM64' ? 'arm64' : 'amd64'}`,
            remedy: statement === undefined
                ? ': a private registry other than ECR needs "repositoryCredentials".'
                : `. Add to the execution role, and in another account also to the repository's policy: ${statement}`
        }
    };
}
const ECR_IMAGE = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([\w-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;
function placeIn(container, member) {
    return container ? { container: container.name, pointer: `${container.pointer}/${member}` } : {};
}
function logGroupOf(container) {
    return (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)((0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .logOptionsOf */ .ys)(container) ?? {}, 'awslogs-group');
}
function logFacts(one) {
    const { kind, text } = one;
    const logging = one.containers.filter(container => logGroupOf(container) !== undefined);
    const found = containerOf(one, logging) ?? logging[0];
    const group = /arn:[\w-]+:logs:[\w-]+:\d+:log-group:[^:\s]+/.exec(text)?.[0];
    const create = /CreateLogGroup/.test(text) ? ['logs:CreateLogGroup'] : [];
    const actions = [...create, 'logs:CreateLogStream', 'logs:PutLogEvents'];
    const statement = kind === 'log-denied' ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .statementOf */ .T8)(actions, group?.concat(':*') ?? '*') : undefined;
    return {
        cause: { ...placeIn(found, 'logConfiguration/options/awslogs-group'), ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ statement }) },
        words: { group: found ? ` ${logGroupOf(found)} of container ${found.name}` : '' }
    };
}
function memoryFacts(one) {
    const { task, definition } = one;
    const container = containerOf(one, one.containers);
    const name = container?.name ?? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .culpritsOf */ .Et)(task, definition)[0]?.name;
    const own = container && (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(container.fields, 'memory');
    const limit = own ?? (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(definition, 'memory');
    const until = `${own === undefined ? 'the whole task has' : 'its limit is'} ${limit} MiB`;
    return {
        cause: { ...placeIn(container, 'memory'), ...(own === undefined ? { pointer: '/memory' } : {}) },
        words: {
            culprit: name === undefined ? 'A container' : `Container ${name}`,
            limit: limit === undefined ? '' : ` (${until})`
        }
    };
}
const EXIT_CODES = {
    0: '. What a service runs has to keep running; work that ends belongs in a one-off task.',
    126: ": its command can't be executed; check that the file is executable, and for this platform.",
    127: ': its command was not found; check "command" and "entryPoint", and what the image holds.',
    137: ' (SIGKILL), and ECS does not report why: usually the task ran out of memory, or the container did not exit within "stopTimeout" after the signal to stop.',
    139: " (SIGSEGV): a fault in native code, or libraries that do not fit the image's platform.",
    143: ' (SIGTERM), which ECS did not send: something inside the container ended it.'
};
const NO_LOG = '. It has no log configuration that could show why: add "logConfiguration".';
function exitFacts({ task, definition, containers }) {
    const [culprit] = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .culpritsOf */ .Et)(task, definition);
    const own = containers.filter(({ name }) => culprit === undefined || name === culprit.name);
    const isSilent = own.length > 0 && own.every(({ fields }) => fields['logConfiguration'] === undefined);
    const log = isSilent ? NO_LOG : ': check its log.';
    if (culprit?.exitCode === undefined)
        return { words: { log } };
    const { name, exitCode } = culprit;
    const says = `Container ${name} exited with code ${exitCode}${EXIT_CODES[exitCode] ?? log}`;
    return { cause: { container: name }, words: { says } };
}
function healthFacts(one) {
    const sick = one.task.containers.flatMap(({ name, healthStatus }) => healthStatus === 'UNHEALTHY' ? [name] : []);
    const checked = one.containers.filter(({ fields }) => (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(fields['healthCheck']));
    const own = checked.filter(({ name }) => sick.includes(name));
    const container = containerOf(one, own.length > 0 ? own : checked);
    if (container === undefined)
        return { words: { name: sick[0] ?? 'of the task', rhythm: '', checks: CHECK_LOG } };
    const check = (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .memberObject */ .Gu)(container.fields, 'healthCheck');
    const [retries, interval, start] = ['retries', 'interval', 'startPeriod'].map(key => (0,_definition_js__WEBPACK_IMPORTED_MODULE_1__/* .numberOf */ .rl)(check, key));
    const grace = start ? `a start period of ${start} s` : 'no start period';
    const isLogged = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)(container.fields['logConfiguration']);
    const checks = 'whether the image has the command of the health check';
    return {
        cause: placeIn(container, 'healthCheck'),
        words: {
            name: container.name,
            rhythm: ` ${retries ?? 3} times in a row, every ${interval ?? 30} s, with ${grace}`,
            checks: isLogged ? `its log, and ${checks}.` : `${checks}${NO_LOG}`
        }
    };
}
const CHECK_LOG = 'its log and the check itself.';
function commandFacts(one) {
    const container = containerOf(one, one.containers);
    const member = ['entryPoint', 'command'].find(key => container?.fields[key] !== undefined);
    return {
        cause: { ...(0,_present_js__WEBPACK_IMPORTED_MODULE_2__/* .present */ .E)({ container: container?.name }), ...(member ? placeIn(container, member) : {}) },
        words: { container: container ? ` of container ${container.name}` : '' }
    };
}


/***/ }),

/***/ 49743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A3: () => (/* binding */ reasonOf),
/* harmony export */   C$: () => (/* binding */ isScaling),
/* harmony export */   Rk: () => (/* binding */ judgeStops),
/* harmony export */   a6: () => (/* binding */ findFatal),
/* harmony export */   mx: () => (/* binding */ findFirstFailure),
/* harmony export */   pJ: () => (/* binding */ endOf)
/* harmony export */ });
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(28168);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32045);
/* harmony import */ var _texts_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98957);



const SAME_FAILURES = 2;
const APART_MS = 10_000;
const EARLY_EXITS = 3;
const EARLY_MS = 60_000;
const SAME_EVENTS = 3;
const PLACEMENT_MS = 120_000;
const MAY_COME_FREE = /insufficient (?:cpu|memory|gpu)|already using a port/i;
function findFatal(evidence) {
    const { deploymentId, startedAt, runningTasks } = evidence;
    const stops = evidence.stops.filter(({ startedBy = deploymentId }) => startedBy === deploymentId);
    const events = evidence.events.filter(({ createdAt }) => createdAt >= startedAt);
    const unreachable = repeatedEvent(events, 'events-while-running');
    if (unreachable !== undefined)
        return `No task of this deployment can become healthy. ${unreachable}`;
    if (runningTasks > 0 || stops.some(stop => lifeOf(stop) > EARLY_MS))
        return undefined;
    const known = failedStarts(stops, evidence.now) ?? earlyExits(stops);
    if (known !== undefined || stops.some(stop => stop.startedAt !== undefined))
        return known;
    const placeless = repeatedEvent(events, 'events');
    return placeless && `No task of this deployment can start. ${placeless}`;
}
function lifeOf({ startedAt = Number.NaN, endedAt = Number.NaN }) {
    return endedAt - startedAt;
}
function failedStarts(stops, now) {
    const times = new Map();
    for (const stop of stops) {
        const found = stop.startedAt === undefined ? (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop) : undefined;
        if (found?.stays !== 'stops')
            continue;
        times.set(found.cannot, [...(times.get(found.cannot) ?? []), stop.stoppedAt ?? now]);
    }
    const [cannot, ended = []] = [...times].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    if (ended.length < SAME_FAILURES || Math.max(...ended) - Math.min(...ended) < APART_MS)
        return undefined;
    return `No task of this deployment can start: ${cannot} (${ended.length} tasks failed so, and none has run).`;
}
function earlyExits(stops) {
    const early = stops.filter(stop => stop.stopCode === 'EssentialContainerExited' &&
        lifeOf(stop) <= EARLY_MS &&
        failureCodes(stop).length > 0);
    if (early.length < EARLY_EXITS)
        return undefined;
    const codes = [...new Set(early.flatMap(failureCodes))].sort((a, b) => a - b).join(', ');
    return `Tasks of this deployment keep exiting: ${early.length} tasks ended within 60 s of their start (exit code ${codes}).`;
}
function failureCodes({ containers }) {
    const codes = containers.flatMap(({ exitCode }) => exitCode ?? []);
    const own = codes.filter(code => code !== 0 && code !== 137 && code !== 143);
    return own.length > 0 || codes.includes(0) ? own : codes;
}
function repeatedEvent(events, stays) {
    const same = (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(events.filter(({ message }) => (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.stays === stays && !MAY_COME_FREE.test(message)), ({ message }) => (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.kind ?? '');
    for (const [kind, [first, ...others]] of same) {
        const at = [first, ...others].flatMap(event => event?.createdAt ?? []);
        const isSettled = kind !== 'no-placement' || Math.max(...at) - Math.min(...at) >= PLACEMENT_MS;
        if (first !== undefined && at.length >= SAME_EVENTS && isSettled)
            return `ECS has reported ${at.length} times: ${(0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .generalizeReason */ .Fb)(first.message)}`;
    }
    return undefined;
}
function findFirstFailure({ stops, deploymentId, startedAt, events, definition }, { mask }) {
    const [newest] = stops
        .filter(stop => (stop.startedBy ?? deploymentId) === deploymentId && !isScaling(stop))
        .toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
    if (newest)
        return {
            reason: mask(reasonOf(newest)),
            mayPass: (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(newest)?.stays !== 'stops',
            ...(0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .explainStop */ .c)(newest, definition)
        };
    const [event] = events
        .filter(({ createdAt, message }) => createdAt >= startedAt && (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message) !== undefined)
        .toSorted((a, b) => b.createdAt - a.createdAt);
    if (event === undefined)
        return undefined;
    const { message } = event;
    const mayPass = (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognize */ .vA)(message)?.stays === undefined;
    return { reason: mask((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .generalizeReason */ .Fb)(message)), mayPass, ...(0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .explainEvent */ .G)(message, definition) };
}
function isScaling({ stoppedReason = '' }) {
    return stoppedReason.startsWith('Scaling activity initiated by');
}
function reasonOf(task) {
    const words = (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .generalizeReason */ .Fb)((0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .stopWordsOf */ .$Q)(task));
    return words === '' ? (task.stopCode ?? 'ECS gave no reason.') : words;
}
const SHORT_LIFE_MS = 15 * 60_000;
const ONE_WAVE_MS = 10_000;
const SLACK_MS = 60_000;
function judgeStops(stopped, subject) {
    const { deploymentId, taskDefinition, desiredCount, now } = subject;
    const stops = stopped
        .filter(({ startedBy = deploymentId }) => deploymentId === undefined || startedBy === deploymentId)
        .filter(stop => stop.taskDefinition === taskDefinition && endOf(stop, now) > now - _texts_js__WEBPACK_IMPORTED_MODULE_0__/* .RECENT_MS */ .NN)
        .filter(stop => !isScaling(stop) && (0,_texts_js__WEBPACK_IMPORTED_MODULE_0__/* .recognizeTask */ .SJ)(stop)?.kind !== 'stopped-from-outside')
        .toSorted((a, b) => endOf(b, now) - endOf(a, now));
    const failed = stops.filter(stop => isShort(stop) && !endedWell(stop)).map(stop => endOf(stop, now));
    const tolerated = Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
    const waves = failed.filter((at, index) => index === 0 || (failed[index - 1] ?? 0) - at > ONE_WAVE_MS);
    const [last = 0, before, earlier = before] = waves;
    const isDoubtful = failed.length > 0 && failed.length >= desiredCount / 2;
    if (failed.length < tolerated || before === undefined || earlier === undefined)
        return { stops, isLoop: false, isDoubtful };
    const rhythm = Math.max(last - before, before - earlier);
    return { stops, isLoop: now - last <= 2 * rhythm + SLACK_MS, isDoubtful };
}
function endOf({ endedAt, stoppedAt }, now) {
    return endedAt ?? stoppedAt ?? now;
}
function isShort(stop) {
    return !(endOf(stop, Number.NaN) - (stop.startedAt ?? Number.NaN) > SHORT_LIFE_MS);
}
function endedWell(stop) {
    return (stop.stopCode === 'EssentialContainerExited' &&
        failureCodes(stop).length === 0 &&
        stop.containers.some(({ exitCode }) => exitCode === 0));
}


/***/ }),

/***/ 95719:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZJ: () => (/* binding */ Attempts),
/* harmony export */   o_: () => (/* binding */ readLogs),
/* harmony export */   x6: () => (/* binding */ readLog)
/* harmony export */ });
/* unused harmony export showLines */
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(63395);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _definition_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(97697);





class Attempts {
    #notes = new Set();
    async make(read) {
        try {
            return await read();
        }
        catch (error) {
            this.note(notVerified(error));
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
function notVerified(error) {
    if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy)
        return `Not verified: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedCall */ .dr)(error)}.`;
    const name = error instanceof Error ? error.name : 'an unknown error';
    return `Not verified: a part of the diagnosis failed (${name}). This is a bug in ecs-sealed-deploy.`;
}
async function readLogs(tasks, definition, reading) {
    const excerpts = [];
    for (const task of tasks.filter(({ startedAt }) => startedAt !== undefined))
        for (const container of failedContainers(task, definition)) {
            const excerpt = await readLog(task, container, reading);
            if (excerpt)
                excerpts.push(excerpt);
        }
    return excerpts;
}
function failedContainers(task, definition) {
    const containers = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .definedContainers */ .uD)(definition);
    const unhealthy = task.containers.filter(({ healthStatus }) => healthStatus === 'UNHEALTHY');
    const { stopCode = 'EssentialContainerExited' } = task;
    const ended = stopCode === 'EssentialContainerExited' ? (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .culpritsOf */ .Et)(task, definition) : [];
    const names = (unhealthy.length > 0 ? unhealthy : ended).map(({ name }) => name);
    return names.length > 0
        ? containers.filter(({ name }) => names.includes(name))
        : containers.filter(({ fields }) => fields['essential'] !== false);
}
async function readLog(task, container, { logs, guard, attempts, region }) {
    const { name, fields } = container;
    const stream = streamOf(task, container, region);
    if (stream === undefined) {
        const driver = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)((0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .memberObject */ .Gu)(fields, 'logConfiguration'), 'logDriver');
        attempts.note(driver === undefined
            ? `Container ${name} has no log configuration: its output was not kept.`
            : `Not verified: the log of container ${name} cannot be read here (log driver ${driver}).`);
        return undefined;
    }
    const found = await attempts.make(async () => ({ events: await logs.lastEvents(stream, LINES_SHOWN) }));
    if (found === undefined)
        return undefined;
    const lines = showLines(found.events ?? [], guard);
    const telling = lines.findLast(line => line !== HIDDEN && SAYS_WHY.test(line) && !/^\s*at /.test(line));
    if (lines.length > 0)
        return { container: name, task: (0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(task.arn), lines, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({ telling }) };
    attempts.note(`Container ${name} has written nothing to log group ${stream.group}.`);
    return undefined;
}
function streamOf(task, container, region) {
    const options = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .logOptionsOf */ .ys)(container) ?? {};
    const group = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(options, 'awslogs-group');
    const prefix = (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(options, 'awslogs-stream-prefix');
    const runtimeId = task.containers.find(({ name }) => name === container.name)?.runtimeId;
    const stream = prefix === undefined ? runtimeId : `${prefix}/${container.name}/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(task.arn)}`;
    if (group === undefined || stream === undefined)
        return undefined;
    return { region: (0,_definition_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(options, 'awslogs-region') ?? region, group, stream };
}
const SAYS_WHY = /\b(?:error|exception|fatal|panic|cannot|can't|could not|unable to|failed|refused|denied|not exist|not found|no such)\b/i;
const LINES_SHOWN = 50;
const TEXT_SHOWN = 10_000;
const LONGEST_LINE = 1_000;
const LONGEST_JUDGED = 8_192;
const HIDDEN = '[not shown: this line could hold a credential]';
function showLines(messages, guard) {
    const lines = guard.mask(messages.join('\n')).split('\n').flatMap(linesOf);
    const shown = hideKeys(lines).map(line => (line === HIDDEN ? line : clean(line, guard)));
    let left = TEXT_SHOWN;
    const kept = shown
        .filter(line => line !== '')
        .slice(-LINES_SHOWN)
        .toReversed()
        .filter(line => {
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
const KEY_BEGIN = /-----BEGIN [A-Z ]*PRIVATE KEY/;
const KEY_END = /-----END [A-Z ]*PRIVATE KEY/;
function hideKeys(lines) {
    const end = lines.findIndex(line => KEY_END.test(line));
    const begin = lines.findIndex(line => KEY_BEGIN.test(line));
    let inside = end >= 0 && (begin < 0 || begin > end);
    return lines.map(line => {
        inside ||= KEY_BEGIN.test(line);
        const hide = inside;
        if (KEY_END.test(line))
            inside = false;
        return hide ? HIDDEN : line;
    });
}


/***/ }),

/***/ 98957:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NN: () => (/* binding */ RECENT_MS),
  gl: () => (/* binding */ TROUBLE),
  m_: () => (/* binding */ briefly),
  S5: () => (/* binding */ eventsSince),
  Fb: () => (/* binding */ generalizeReason),
  Li: () => (/* binding */ hasSigns),
  GJ: () => (/* binding */ onOneLine),
  vA: () => (/* binding */ recognize),
  SJ: () => (/* binding */ recognizeTask),
  $Q: () => (/* binding */ stopWordsOf)
});

// UNUSED EXPORTS: causeKinds

;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/causes.js
const DENIED = /AccessDenied|not authorized to perform|403 Forbidden|access denied/i;
const NO_ANSWER = /connection issue|network (?:connection|configuration)|deadline exceeded|i\/o timeout|dial tcp|TLS handshake timeout|connection re(?:fused|set)|no such host|(?:request|context) canceled|send request failed|pull command failed/i;
const TROUBLE_THERE = /status(?: ?code)?:? ?5\d\d\b|\b5\d\d (?:Internal Server|Bad Gateway|Service Unavailable|Gateway Time)|InternalServiceError|InternalFailure|ServiceUnavailable|Throttling|Rate exceeded/i;
const CANNOT_REACH = {
    kind: 'unreachable',
    text: NO_ANSWER,
    says: 'The task got no answer from {service}: its subnet needs a NAT gateway, a public IP address or VPC endpoints for it (ECR: ecr.api, ecr.dkr, s3), and its security group must allow outbound HTTPS.'
};
const HAS_TROUBLE = {
    kind: 'aws-fault',
    text: TROUBLE_THERE,
    says: 'AWS or the host of the task had a fault or throttled the account, and ECS tries again. If this persists, check the AWS Health Dashboard, that the subnets are in Availability Zones with Fargate, and on EC2 disk, load and agent of the instance (/var/log/ecs/ecs-agent.log).'
};
const DISK_FULL = {
    kind: 'disk-full',
    text: /no space left on device/i,
    says: 'The disk is full: the image and what the containers write do not fit. On Fargate raise "ephemeralStorage" of the definition; on EC2 free the disk of the instance or give it a larger one.',
    stays: 'events'
};
const OTHER_PLATFORM = {
    kind: 'image-platform',
    text: /descriptor matching platform|no matching manifest|no match for platform|exec format error/i,
    says: 'The image{image} is not built for {platform}: build it for that platform, or set "runtimePlatform" of the definition to the one it is built for.',
    stays: 'stops'
};
const TOPICS = [
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
        about: /asm fetching (?:authorization|username|password)|AuthorizationData is malformed|incorrect username or password/i,
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
];

;// CONCATENATED MODULE: ./lib/src/rollout/diagnosis/texts.js

const RECENT_MS = 60 * 60_000;
const TROUBLE = /unable|fail|unhealthy|not healthy|could not|limit|throttled|misconfigured|no space left|NOT FOUND/i;
const STARTED = /has started \d+ tasks/i;
function hasSigns(service, deploymentId, now) {
    const { desiredCount, runningCount, pendingCount, deployments } = service;
    const failed = deployments.find(({ id }) => id === deploymentId)?.failedTasks ?? 0;
    if (failed > 0 || pendingCount > 0 || runningCount < desiredCount)
        return true;
    return eventsSince(service, deploymentId, now).some(({ message }) => STARTED.test(message) || TROUBLE.test(message));
}
function eventsSince({ events }, deploymentId, now) {
    const recent = events.filter(({ createdAt }) => createdAt > now - RECENT_MS);
    const completed = recent.findIndex(({ message }) => message.includes(`(deployment ${deploymentId}) deployment completed.`));
    return completed < 0 ? recent : recent.slice(0, completed);
}
function generalizeReason(text) {
    return onOneLine(text)
        .replace(/\b[0-9a-f]{32}\b/g, '…')
        .replace(/:(?: \(task [^()]*…\))+/g, '');
}
function onOneLine(text) {
    return (text
        .replace(/^\(service [\w-]+\) /, '')
        .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
        .replace(/,? ?request id: [\w-]+/gi, '')
        .replace(/(assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, '$1/…')
        .replace(/exec: "([^\s"]+) [^"]*"/g, 'exec: "$1 …"')
        .replace(/status code: 400\.?$/, '')
        .trim());
}
function briefly(message) {
    return generalizeReason(message).replace(/^(?:\((?:deployment|taskSet|task) [^()]*\) )+/, '');
}
const CAUSES = TOPICS;
function recognize(text) {
    for (const { about, cannot, rows } of CAUSES) {
        const row = about.test(text) ? rows.find(one => one.text.test(text)) : undefined;
        if (row)
            return { ...row, kind: row.kind, cannot };
    }
    return undefined;
}
const WORDS_OF_CODE = {
    SpotInterruption: 'SpotInterruption',
    UserInitiated: 'SpotInterruption',
    ServiceSchedulerInitiated: 'SpotInterruption',
    TerminationNotice: 'SpotInterruption',
    InfrastructureHealth: 'SpotInterruption',
    EssentialContainerExited: 'Essential container in task exited'
};
function recognizeTask(task) {
    return recognize(stopWordsOf(task)) ?? recognize(WORDS_OF_CODE[task.stopCode ?? ''] ?? '');
}
function stopWordsOf({ stoppedReason = '', containers }) {
    const others = containers.flatMap(({ reason }) => reason && !stoppedReason.includes(reason) ? [reason] : []);
    return [stoppedReason, ...new Set(others)].filter(text => text !== '').join(' — ');
}
function causeKinds() {
    const rows = CAUSES.flatMap(topic => topic.rows);
    return new Map(rows.map(({ kind, stays }) => [kind, stays !== undefined]));
}


/***/ }),

/***/ 18054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GC: () => (/* binding */ DeploymentRecords),
/* harmony export */   Tq: () => (/* binding */ findRecord),
/* harmony export */   zv: () => (/* binding */ recordOf)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41682);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52708);


const CLOCK_SKEW_MS = 5 * 60_000;
const LISTS_A_LOOK = 40;
const FAILURES_TO_GIVE_UP = 3;
function recordOf(deploymentId, records) {
    const digits = deploymentId.slice(deploymentId.lastIndexOf('/') + 1);
    return records.find(({ targetRevisionArn }) => targetRevisionArn?.endsWith(`/${digits}`));
}
async function findRecord(ecs, { cluster, service, deploymentId, startedAt }) {
    const since = startedAt - CLOCK_SKEW_MS;
    return recordOf(deploymentId, await ecs.listServiceDeployments(cluster, service, since));
}
class DeploymentRecords {
    #ecs;
    #log;
    #arns = new Map();
    #listed = new Map();
    #available = true;
    #failures = 0;
    constructor(ecs, log) {
        this.#ecs = ecs;
        this.#log = log;
    }
    async read(wanted) {
        if (!this.#available || wanted.length === 0)
            return new Map();
        try {
            const described = await this.#describe(wanted);
            const turns = this.#turnsOf(wanted.filter(({ deploymentId }) => !this.#arns.has(deploymentId)));
            const listed = (await Promise.all(turns.map(rollout => this.#list(rollout)))).flat();
            const newlyFound = listed.length === 0 ? [] : await this.#describe(turns);
            this.#failures = 0;
            return new Map([...described, ...listed, ...newlyFound]);
        }
        catch (error) {
            this.#note(error);
            return new Map();
        }
    }
    keepOnly(deploymentIds) {
        for (const known of [this.#arns, this.#listed])
            for (const id of known.keys())
                if (!deploymentIds.has(id))
                    known.delete(id);
    }
    async #describe(wanted) {
        const arns = wanted.flatMap(rollout => this.#arns.get(rollout.deploymentId) ?? guessOf(rollout) ?? []);
        if (arns.length === 0)
            return new Map();
        const records = await this.#ecs.describeServiceDeployments([...new Set(arns)]);
        return new Map(wanted.flatMap(({ deploymentId }) => {
            const record = recordOf(deploymentId, records);
            if (record)
                this.#arns.set(deploymentId, record.arn);
            return record ? [[deploymentId, record]] : [];
        }));
    }
    #turnsOf(open) {
        const rank = ({ state, deploymentId }) => (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentInProgress */ .ij)(state)?.id === deploymentId ? (this.#listed.get(deploymentId) ?? 0) : -1;
        const turns = open.toSorted((a, b) => rank(a) - rank(b)).slice(0, LISTS_A_LOOK);
        for (const { deploymentId } of turns)
            this.#listed.set(deploymentId, (this.#listed.get(deploymentId) ?? 0) + 1);
        return turns;
    }
    async #list(rollout) {
        const { deploymentId } = rollout;
        const record = await findRecord(this.#ecs, rollout);
        if (!record)
            return [];
        this.#arns.set(deploymentId, record.arn);
        return [[deploymentId, record]];
    }
    #note(error) {
        this.#failures += 1;
        const kind = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.kind : 'lost';
        if (kind !== 'denied' && kind !== 'unsupported' && this.#failures < FAILURES_TO_GIVE_UP)
            return;
        this.#available = false;
        const operation = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy ? error.operation : 'ecs:ListServiceDeployments';
        const why = kind === 'denied' ? 'no permission for' : 'this endpoint does not answer';
        this.#log.notice(`Service deployments are not used (${why} ${operation}); the outcome is decided from the service's deployment list and events.`);
    }
}
function guessOf({ state, deploymentId }) {
    return (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state)?.id === deploymentId ? state.currentServiceDeployment : undefined;
}


/***/ }),

/***/ 3817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ME: () => (/* binding */ findRollbackInProgress),
/* harmony export */   Qy: () => (/* binding */ LONGEST_DEPLOYMENT_MS),
/* harmony export */   jy: () => (/* binding */ redeploy),
/* harmony export */   lP: () => (/* binding */ startRollback)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87433);
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41682);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);
/* harmony import */ var _deployment_list_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(88990);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52708);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(18054);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62833);
/* harmony import */ var _update_service_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(84289);








const LONGEST_DEPLOYMENT_MS = 30 * 24 * 3_600_000;
async function findRollbackInProgress(ecs, state, now) {
    const to = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .deploymentInProgress */ .ij)(state);
    if (!to)
        return undefined;
    const { createdAt = Number.POSITIVE_INFINITY } = to;
    const newer = state.deployments.find(other => (other.createdAt ?? 0) > createdAt);
    if (newer)
        return { from: newer, to };
    if (state.deployments.some(({ rolloutState }) => rolloutState === 'COMPLETED'))
        return undefined;
    try {
        return await findByRecord(ecs, { state, to, since: now - LONGEST_DEPLOYMENT_MS });
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return undefined;
    }
}
async function findByRecord(ecs, { state, to, since }) {
    const { clusterArn, service } = state;
    const [newest] = await ecs.listServiceDeployments(clusterArn, service, since);
    const arn = newest?.targetRevisionArn;
    const isBack = newest?.status === 'ROLLBACK_REQUESTED' || newest?.status === 'ROLLBACK_IN_PROGRESS';
    if (!isBack || arn === undefined)
        return undefined;
    const id = `ecs-svc/${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arn)}`;
    if (id === to.id)
        return undefined;
    const taskDefinition = (await ecs.describeServiceRevisions([arn])).get(arn) ?? '';
    return { from: { id, taskDefinition, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ createdAt: newest?.createdAt }) }, to };
}
const LOOK_AGAIN_MS = [0, 2_000, 5_000];
async function startRollback(subject, ports) {
    if ((0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(subject.before) === undefined)
        return NOTHING_BEFORE;
    try {
        if (await stopOurs(subject, ports))
            return { kind: 'stopped' };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        const begun = await redeploy(subject, ports);
        return begun.kind === 'redeployed' ? { ...begun, because: `${error.operation}: ${error.awsName}` } : begun;
    }
    return redeploy(subject, ports);
}
const NOTHING_BEFORE = {
    kind: 'impossible',
    reason: 'no earlier deployment of the service was completed'
};
async function stopOurs(subject, ports) {
    const arn = subject.recordArn ?? (await lookForRecord(subject, ports));
    if (arn === undefined)
        return false;
    await ports.ecs.stopServiceDeployment(arn);
    return true;
}
async function lookForRecord({ cluster, service, target, startedAt }, { ecs, clock, signal }) {
    for (const wait of LOOK_AGAIN_MS) {
        if (wait > 0)
            await clock.sleep(wait, signal);
        const { deploymentId } = target;
        const record = await (0,_records_js__WEBPACK_IMPORTED_MODULE_5__/* .findRecord */ .Tq)(ecs, { cluster, service, deploymentId, startedAt });
        if (record || signal?.aborted)
            return record?.arn;
    }
    return undefined;
}
async function redeploy(subject, ports) {
    const { before, target } = subject;
    const good = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_4__/* .goodRevisionOf */ .Kc)(before);
    if (good === undefined)
        return NOTHING_BEFORE;
    if (good === target.taskDefinition) {
        return {
            kind: 'impossible',
            reason: 'the service ran the same revision before, so there is no other one to roll back to'
        };
    }
    try {
        return await startAgain(subject, good, ports);
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AwsError */ .Gy))
            throw error;
        return { kind: 'impossible', reason: `${error.operation} failed (${error.awsName}: ${error.message})` };
    }
}
async function startAgain(subject, good, ports) {
    const { service, cluster, restoreCount, target: ours } = subject;
    const { ecs, clock } = ports;
    const { services } = await ecs.describeServices(cluster, [service]);
    const now = services[0];
    if (!now)
        return { kind: 'impossible', reason: 'ECS no longer lists the service' };
    const newer = (0,_deployment_list_js__WEBPACK_IMPORTED_MODULE_6__/* .newerThanMine */ .o4)(ours, now);
    if (newer?.state === 'superseded')
        return { kind: 'impossible', reason: newer.reason };
    const scaled = (0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ desiredCount: restoreCount });
    const request = { cluster, service, taskDefinition: good, ...scaled };
    const update = { request, before: now };
    const answer = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .updateServiceOnce */ .S$)(ecs, clock, update);
    const state = await (0,_update_service_js__WEBPACK_IMPORTED_MODULE_7__/* .confirmDeployment */ .MZ)(ecs, clock, { ...update, answer });
    const primary = state && (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .primaryOf */ .Os)(state);
    if (!state || !primary) {
        return { kind: 'impossible', reason: 'ECS accepted the update but shows no new deployment' };
    }
    const target = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_0__/* .watchedDeployment */ .Ac)({ ...primary, taskDefinition: good }, now);
    return { kind: 'redeployed', state, target };
}


/***/ }),

/***/ 99484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ readServiceStatus),
/* harmony export */   n: () => (/* binding */ unrestOf)
/* harmony export */ });
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63395);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(79508);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35909);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52708);
/* harmony import */ var _diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5288);
/* harmony import */ var _diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(98957);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(74049);
/* harmony import */ var _records_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(18054);
/* harmony import */ var _rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62833);
/* harmony import */ var _start_rollback_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3817);










async function readServiceStatus(ecs, state, about) {
    const { now, balancers, ...place } = about;
    const notVerified = [];
    const isOurs = state.deploymentController === 'ECS';
    const read = isOurs ? await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .readPast */ .rj)(ecs, state, now) : undefined;
    const unknown = read && ('none' in read ? read : read.gap);
    if (unknown)
        notVerified.push(`rollback targets: ${unknown.none}`);
    if (!isOurs)
        notVerified.push(`deployments in progress and rollback targets: ${state.deploymentController} keeps them, and is not read`);
    if (isOurs && state.status === 'ACTIVE' && state.deployments.length === 0)
        notVerified.push('deployments in progress: ECS listed no deployment at all');
    const checked = read && 'none' in read ? undefined : read && (await (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .checkTargets */ .VJ)(ecs, read.past));
    if (checked?.notVerified !== undefined)
        notVerified.push(checked.notVerified);
    const past = checked?.past;
    const known = read && 'past' in read ? { ...state, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ completed: read.completed }) } : state;
    const back = isOurs ? await (0,_start_rollback_js__WEBPACK_IMPORTED_MODULE_2__/* .findRollbackInProgress */ .ME)(ecs, state, now) : undefined;
    const inProgress = isOurs ? await readInProgress(ecs, state, { now, notVerified, back }) : undefined;
    const { taskDefinition } = state;
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(state);
    const current = past?.find(one => one.state === 'current');
    const isActive = isOurs && state.status === 'ACTIVE';
    const begun = primary?.rolloutState === 'IN_PROGRESS' ? undefined : primary?.createdAt;
    const { service, status, strategy, desiredCount, runningCount, pendingCount } = state;
    return {
        ...{ service, ...place, status, controller: state.deploymentController, strategy, taskDefinition },
        ...{ desiredCount, runningCount, pendingCount, drift: { kind: 'not-compared' }, notVerified },
        deployments: state.deployments.map(one => ({
            ...{
                id: one.id,
                status: one.status,
                taskDefinition: one.taskDefinition,
                runningCount: one.runningCount
            },
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ createdAt: one.createdAt, rolloutState: one.rolloutState })
        })),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({
            isExpress: state.isExpress,
            since: inProgress === undefined ? (current?.since ?? begun) : undefined,
            inProgress,
            rollbackTarget: isActive ? targetOf(known, { past: past ?? [], back, inProgress }) : undefined,
            sickGroups: isActive && runningCount > 0 ? await readSick(state, balancers, notVerified) : undefined,
            unrest: isActive && inProgress === undefined ? unrestOf(state, now) : undefined,
            past: past?.filter(one => one.state !== 'current')
        })
    };
}
async function readSick({ raw }, balancers, notVerified) {
    try {
        const sick = await (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_4__/* .sickGroupsOf */ .K3)(raw, balancers);
        return sick.length === 0 ? undefined : sick;
    }
    catch (error) {
        notVerified.push(`health of its targets: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .refusedCall */ .dr)(error)}`);
        return undefined;
    }
}
function targetOf(state, { past, back, inProgress }) {
    const target = (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .targetNow */ .ID)(state, past, back);
    const isUnusable = past.some(({ arn, unusable }) => arn === target?.arn && unusable !== undefined);
    if (target && isUnusable && inProgress === undefined)
        return (0,_rollback_targets_js__WEBPACK_IMPORTED_MODULE_0__/* .nextTargetOf */ .aY)(past, target.arn);
    return target && inProgress?.isRollback && back === undefined
        ? { arn: target.arn, how: 'ECS is rolling back to it already' }
        : target;
}
async function readInProgress(ecs, state, { now, notVerified, back }) {
    const busy = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .deploymentInProgress */ .ij)(state);
    if (!busy)
        return undefined;
    const own = back?.from ?? busy;
    const base = {
        ...{ id: own.id, taskDefinition: own.taskDefinition },
        failedTasks: state.deployments.find(({ id }) => id === own.id)?.failedTasks ?? 0,
        ...(back ? { isRollback: true } : {}),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ startedAt: own.createdAt })
    };
    try {
        const record = await recordOfDeployment(ecs, state, { id: own.id, startedAt: own.createdAt ?? now });
        if (record === undefined) {
            notVerified.push('stage and pause: ECS does not list the record of the deployment');
            return base;
        }
        const { arn, status, lifecycleStage: stage, trafficPercent } = record;
        const isRollback = base.isRollback ?? (status.startsWith('ROLLBACK_') ? true : undefined);
        const known = { stage, trafficPercent, paused: (0,_progress_js__WEBPACK_IMPORTED_MODULE_6__/* .pauseResultOf */ .Jo)(record), isRollback };
        return { ...base, arn, status, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)(known) };
    }
    catch (error) {
        notVerified.push(`stage and pause: ${(0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_5__/* .refusedCall */ .dr)(error)}`);
        return base;
    }
}
async function recordOfDeployment(ecs, { clusterArn, service }, { id, startedAt }) {
    const brief = await (0,_records_js__WEBPACK_IMPORTED_MODULE_7__/* .findRecord */ .Tq)(ecs, { cluster: clusterArn, service, deploymentId: id, startedAt });
    return brief && (await ecs.describeServiceDeployments([brief.arn]))[0];
}
const STARTED = /has started (\d+) tasks/;
const FEW_STARTS = 3;
function unrestOf(service, now) {
    const events = (0,_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__/* .eventsSince */ .S5)(service, (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(service)?.id, now);
    const trouble = events.find(({ message }) => _diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__/* .TROUBLE */ .gl.test(message));
    const starts = events.reduce((sum, { message }) => sum + Number(STARTED.exec(message)?.[1] ?? 0), 0);
    const isBusy = starts >= FEW_STARTS && starts > service.desiredCount;
    const said = [
        isBusy ? `ECS has started ${starts} tasks in the last hour without a deployment` : '',
        trouble === undefined
            ? ''
            : `ECS reported at ${(0,_clock_js__WEBPACK_IMPORTED_MODULE_9__/* .minuteOf */ .iA)(trouble.createdAt)}: ${(0,_diagnosis_texts_js__WEBPACK_IMPORTED_MODULE_8__/* .generalizeReason */ .Fb)(trouble.message).replace(/\.$/, '')}`
    ].filter(text => text !== '');
    return said.length === 0 ? undefined : said.join('; ');
}


/***/ }),

/***/ 84289:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G_: () => (/* binding */ describeFailedUpdate),
/* harmony export */   MZ: () => (/* binding */ confirmDeployment),
/* harmony export */   S$: () => (/* binding */ updateServiceOnce),
/* harmony export */   mF: () => (/* binding */ refusedUpdate)
/* harmony export */ });
/* unused harmony export asksForDeployment */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41682);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(63395);
/* harmony import */ var _deploy_services_express_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41245);
/* harmony import */ var _deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1384);
/* harmony import */ var _deployments_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(52708);





const LOOK_AFTER_MS = [1_000, 3_000, 3_000, 3_000];
const LOOK_LONGER_MS = [...LOOK_AFTER_MS, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000];
const LAST_LOOK_MS = 1_000;
const ATTEMPTS = 4;
async function updateServiceOnce(ecs, clock, update) {
    for (let attempt = 1;; attempt++) {
        try {
            return await send(ecs, update);
        }
        catch (error) {
            if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy) || error.kind !== 'lost')
                throw error;
            const found = await findUpdated(ecs, clock, update);
            if (found)
                return found;
            if (attempt === ATTEMPTS || update.signal?.aborted)
                throw error;
        }
    }
}
async function send(ecs, { request, before }) {
    const { taskDefinition } = request;
    if (!isForExpress(request, before) || taskDefinition === undefined)
        return ecs.updateService(request);
    return (0,_deploy_services_express_js__WEBPACK_IMPORTED_MODULE_1__/* .withRevision */ .kh)(before, taskDefinition, await ecs.updateExpressService(before.serviceArn, taskDefinition));
}
function isForExpress(request, before) {
    return before.isExpress === true && (0,_deploy_services_express_js__WEBPACK_IMPORTED_MODULE_1__/* .beyondExpress */ .UO)(request, before).length === 0;
}
async function confirmDeployment(ecs, clock, update) {
    const { request, before, answer } = update;
    if (!asksForDeployment(request, before) && showsCount(request, answer))
        return answer;
    return wasCarriedOut(request, before, answer) ? answer : findUpdated(ecs, clock, update);
}
async function findUpdated(ecs, clock, update) {
    const { signal } = update;
    const { request, before } = update;
    const isOnce = request.forceNewDeployment === true || isForExpress(request, before);
    const waits = isOnce ? LOOK_LONGER_MS : LOOK_AFTER_MS;
    for (const wait of waits) {
        const isLast = signal?.aborted === true;
        await (isLast ? clock.sleep(Math.min(wait, LAST_LOOK_MS)) : clock.sleep(wait, signal));
        const { services } = await ecs.describeServices(update.request.cluster, [update.request.service]);
        const state = services[0];
        if (state && wasCarriedOut(update.request, update.before, state))
            return state;
        if (isLast)
            return undefined;
    }
    return undefined;
}
function describeFailedUpdate(error, message) {
    const isOpen = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && (error.kind === 'lost' || !UPDATES.includes(error.operation));
    return isOpen ? `Not verified: whether ECS has begun the deployment is not known. ${message}` : message;
}
function refusedUpdate(error) {
    const isRefused = error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AwsError */ .Gy && UPDATES.includes(error.operation) && (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .leftAsItWas */ .QU)(error);
    return isRefused ? { isRefused } : {};
}
const UPDATES = ['ecs:UpdateService', 'ecs:UpdateExpressGatewayService'];
function wasCarriedOut(request, before, now) {
    if (!asksForDeployment(request, before))
        return showsAll(request, now);
    const known = new Set(before.deployments.map(deployment => deployment.id));
    const primary = (0,_deployments_js__WEBPACK_IMPORTED_MODULE_3__/* .primaryOf */ .Os)(now);
    return primary !== undefined && !known.has(primary.id) && primary.taskDefinition === request.taskDefinition;
}
function asksForDeployment(request, before) {
    const { taskDefinition, forceNewDeployment } = request;
    if (forceNewDeployment === true)
        return true;
    if (taskDefinition !== undefined && taskDefinition !== before.taskDefinition)
        return true;
    return (0,_deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .startsDeployment */ .vI)((0,_deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .yp)(request.members ?? {}, before.raw));
}
function showsAll(request, now) {
    return showsCount(request, now) && (0,_deploy_services_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .differingMembers */ .yp)(request.members ?? {}, now.raw).length === 0;
}
function showsCount({ desiredCount }, now) {
    return desiredCount === undefined || now.desiredCount === desiredCount;
}


/***/ }),

/***/ 75752:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ verifyImages),
/* harmony export */   T: () => (/* binding */ parseEcrImage)
/* harmony export */ });
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20281);


const AT_ONCE = 8;
const HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:on\.)?[a-z0-9.-]+$/;
function parseEcrImage(image) {
    const slash = image.indexOf('/');
    const [, registry, region] = HOST.exec(image.slice(0, Math.max(slash, 0))) ?? [];
    if (registry === undefined || region === undefined)
        return undefined;
    const [named = '', digest] = image.slice(slash + 1).split('@', 2);
    const [repository = '', tag = 'latest'] = named.split(':', 2);
    if (repository === '')
        return undefined;
    return { registry, region, repository, id: digest === undefined ? { tag } : { digest } };
}
async function verifyImages(needs, scope) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(needs, AT_ONCE, async ({ image, uses }) => {
        const address = parseEcrImage(image);
        const verdict = address
            ? await verifyImage(address, scope)
            : notVerified('out-of-reach', 'only private Amazon ECR registries are checked');
        return { check: 'image', holder: { kind: 'nobody' }, what: image, uses, ...verdict };
    });
}
function notVerified(kind, text) {
    return { verdict: 'not-verified', unknown: { kind, text } };
}
async function verifyImage(address, { images, ask, caller }) {
    const { registry, region, repository, id } = address;
    const image = await ask(() => images.describeImage(address));
    if (image.kind === 'failed')
        return { verdict: 'not-verified', unknown: (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownFrom */ .NI)(image.error) };
    if (image.value.kind === 'found')
        return { verdict: 'allowed', why: 'found in Amazon ECR' };
    const rules = await ask(() => images.listCachePrefixes(address));
    const prefixes = rules.kind === 'answered' ? rules.value : [];
    if (prefixes.some(prefix => prefix === 'ROOT' || repository.startsWith(`${prefix}/`)))
        return notVerified('out-of-reach', 'ECR does not have it yet; a pull through cache rule fetches it at the first pull');
    if (caller !== undefined && caller.account !== registry)
        return notVerified('undecided', `the registry belongs to account ${registry}, which does not show it`);
    const where = `in ${region} of account ${registry}`;
    const [why, advice] = image.value.kind === 'no-repository'
        ? [
            `there is no repository ${repository} ${where}`,
            'Check the name, the Region and the account in the image; or create the repository and push the image before the deploy.'
        ]
        : [
            `the repository ${repository} ${where} has no ${'tag' in id ? `tag ${id.tag}` : `digest ${id.digest}`}`,
            `Push the image before the deploy, or use an existing tag: aws ecr describe-images --registry-id ${registry} --region ${region} --repository-name ${repository}`
        ];
    const orCached = rules.kind === 'failed' && rules.error.kind === 'denied'
        ? ' If a pull through cache rule fetches it, allow ecr:DescribePullThroughCacheRules, so that it does not count as missing.'
        : '';
    const remedy = { kind: 'advice', text: `${advice}${orCached}` };
    return { verdict: 'denied', code: 'image-missing', why, remedy };
}


/***/ }),

/***/ 65390:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ problemsOfVerification)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87433);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11636);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35909);
/* harmony import */ var _simulate_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48292);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20281);






function problemsOfVerification({ rows }, mode) {
    const denied = rows.filter(row => row.verdict === 'denied');
    const open = rows.flatMap(row => row.verdict === 'not-verified' && row.unknown.kind !== 'out-of-reach' ? [row] : []);
    const problems = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(denied, groupOfDenied).map(problemOf);
    const unknowns = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(open, ({ unknown }) => mode === 'auto' && unknown.kind === 'no-permission' ? unknown.kind : (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unverifiedReason */ .Ug)(unknown)).map(openProblem);
    return mode === 'required'
        ? { problems: [...problems, ...unknowns], remarks: [] }
        : {
            problems,
            remarks: unknowns.map(({ message, hint }) => ({ message: `${message} ${hint}`, isUnverified: true }))
        };
}
function groupOfDenied({ code, holder, action, why, what, remedy }) {
    const isStatement = remedy.kind === 'statement';
    const note = isStatement ? remedy.note : '';
    return JSON.stringify([code, holder, action, why, note, isStatement || action !== undefined ? '' : what]);
}
function problemOf(rows) {
    const [first] = rows;
    const { code, holder, what, why, action = '' } = first;
    const [subject] = HOLDERS[holder.kind](holder);
    const used = `(used by ${describeUses(rows.flatMap(({ uses }) => uses))}): ${why}.`;
    const messages = {
        'permission-denied': `${subject} is not authorized to perform ${action} on ${describeAll(rows)}: ${why}.`,
        'pass-role': `${subject} is not authorized to perform ${action} on ${describeAll(rows)}: ${why}.`,
        'role-missing': `${subject} does not exist ${used}`,
        'role-trust': `${subject} cannot be assumed by ECS ${used}`,
        'image-missing': `The image ${what} does not exist ${used}`
    };
    const fault = NAMED.has(code) ? 'user' : 'cloud';
    return { code, fault, message: messages[code], hint: hintOf(first, rows), ...placeOf(rows) };
}
const NAMED = new Set(['role-missing', 'image-missing']);
const HOLDERS = {
    'execution-role': holder => [
        `The execution role ${arnOf(holder)}`,
        `the policies of the execution role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arnOf(holder))} (not of the task role, which the application uses)`
    ],
    'task-role': holder => [
        `The task role ${arnOf(holder)}`,
        `the policies of the task role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arnOf(holder))}`
    ],
    deployer: holder => [
        `The deploying role (${arnOf(holder)})`,
        `the policies of ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(arnOf(holder))}, the deploying role`
    ],
    nobody: () => ['ECS', 'the policies']
};
function arnOf(holder) {
    return 'arn' in holder ? holder.arn : '';
}
function hintOf({ remedy, what, holder }, rows) {
    if (remedy.kind === 'advice')
        return remedy.text;
    if (remedy.kind === 'trust')
        return `Add to the trust policy of the role ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .lastPartOf */ .RS)(what)}: ${JSON.stringify(remedy.statement)}`;
    const statements = rows.flatMap(one => (one.remedy.kind === 'statement' ? [one.remedy.statement] : []));
    const note = remedy.note === undefined ? '' : ` ${remedy.note}`;
    return `Add to ${HOLDERS[holder.kind](holder)[1]}: ${JSON.stringify((0,_simulate_js__WEBPACK_IMPORTED_MODULE_3__/* .joinStatements */ .Jf)(statements))}${note}`;
}
function describeAll(rows) {
    return rows.map(({ what, uses }) => `${what} (${describeUses(uses)})`).join(', ');
}
const USES_SHOWN = 3;
function describeUses(uses) {
    const names = [...new Set(uses.map(({ service, file, name }) => `${name} of ${service ?? file}`))];
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .someOf */ .yU)(names, USES_SHOWN);
}
function placeOf(rows) {
    const uses = rows.flatMap(row => row.uses);
    const services = new Set(uses.map(({ service }) => service));
    const [service] = services;
    return (0,_present_js__WEBPACK_IMPORTED_MODULE_4__/* .present */ .E)({
        place: uses.find(use => use.place)?.place,
        service: services.size === 1 ? service : undefined
    });
}
const QUESTIONS = {
    role: ['the role exists and trusts ECS:', 'roles exist and trust ECS'],
    secret: ['tasks may read the secret', 'secrets may be read by tasks'],
    parameter: ['tasks may read the parameter', 'parameters may be read by tasks'],
    key: ['tasks may decrypt with the key', 'keys may be used by tasks'],
    'pass-role': ['ECS may be passed the role', 'roles may be passed to ECS'],
    image: ['there is the image', 'images exist']
};
function openProblem(rows) {
    const [{ unknown }] = rows;
    const parts = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(rows, ({ check }) => check).map(some => {
        const things = [...new Set(some.map(({ what }) => what))];
        const [one, many] = QUESTIONS[some[0].check];
        return things.length === 1 ? `${one} ${things[0]}` : `${things.length} ${many}`;
    });
    const operations = [
        ...new Set(rows.flatMap(row => ('operation' in row.unknown ? [row.unknown.operation] : [])))
    ].join(', ');
    const why = unknown.kind === 'no-permission' ? `no permission for ${operations}` : (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unverifiedReason */ .Ug)(unknown);
    const help = unknown.kind === 'no-permission'
        ? `Allow ${operations} to the deploying role`
        : `See ${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .pageUrl */ .fi)('permissions')}`;
    return {
        code: 'not-verified',
        fault: 'cloud',
        message: `Not verified: ${why}, so it is not known whether ${parts.join(', or whether ')}.`,
        hint: `${help}, or set verify-permissions to off.`,
        ...placeOf(rows)
    };
}


/***/ }),

/***/ 44397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ verifyReads),
/* harmony export */   j: () => (/* binding */ readKeyId)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(87433);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35909);
/* harmony import */ var _simulate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48292);




function readKeyId(keyId, beside) {
    if (keyId === undefined || keyId === '' || /(^|:)alias\/aws\//.test(keyId))
        return { kind: 'none' };
    if (/(^|:)alias\//.test(keyId))
        return { kind: 'alias', alias: keyId };
    if (keyId.startsWith('arn:'))
        return { kind: 'key', arn: keyId };
    const [, partition = '', , region = '', account = ''] = beside.split(':');
    return { kind: 'key', arn: `arn:${partition}:kms:${region}:${account}:key/${keyId}` };
}
async function verifyReads(needs, facts, scope) {
    const asked = needs.flatMap(need => {
        const role = facts.get(need.role);
        if (!role || role.kind === 'gone')
            return [];
        const { uses } = need;
        return [readQuestion(need, role), ...keyQuestion(need, role)].map(question => ({ question, uses }));
    });
    const distinct = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(asked, ({ question }) => JSON.stringify([question.principal, question.what, question.context])).map(same => ({
        question: same[0].question,
        uses: same.flatMap(({ uses }) => uses)
    }));
    const open = distinct.filter(({ question }) => question.facts.kind !== 'foreign');
    const answers = await (0,_simulate_js__WEBPACK_IMPORTED_MODULE_1__/* .simulateAll */ .YY)(open.map(({ question }) => question), scope);
    const verdicts = new Map(open.map(({ question }, index) => [question, answers[index]]));
    const unknownRoles = open.flatMap(({ question }, index) => answers[index]?.isUnknown ? [question.principal] : []);
    return {
        rows: distinct.map(one => rowOf(one, verdicts.get(one.question))),
        unknownRoles: new Set(unknownRoles)
    };
}
function rowOf({ question, uses }, verdict) {
    const { check, what, action, principal: arn, facts } = question;
    const row = { check, holder: { kind: 'execution-role', arn }, action, what, uses };
    if (facts.kind === 'foreign')
        return { ...row, verdict: 'not-verified', unknown: facts.unknown };
    if (verdict === undefined)
        throw new Error('a question without an answer');
    return { ...row, ...verdict };
}
function readQuestion(need, facts) {
    const isSecret = need.check === 'secret';
    const action = isSecret ? 'secretsmanager:GetSecretValue' : 'ssm:GetParameters';
    const note = 'A resource policy on the secret can also allow this; resource policies are not checked.';
    return {
        check: need.check,
        what: need.arn,
        ...baseOf(need, facts),
        ...otherAccount(need.account, facts),
        action,
        resource: need.arn,
        statement: (0,_simulate_js__WEBPACK_IMPORTED_MODULE_1__/* .allow */ .cw)(action, (0,_arn_js__WEBPACK_IMPORTED_MODULE_2__/* .grantedSecret */ .kv)(need.arn)),
        ...(isSecret ? { note } : {})
    };
}
function keyQuestion(need, facts) {
    const key = readKeyId(need.keyId, need.arn);
    if (key.kind === 'none')
        return [];
    const isAlias = key.kind === 'alias';
    const what = isAlias ? key.alias : key.arn;
    const [, partition = '', , , account = ''] = (isAlias ? need.arn : key.arn).split(':');
    const service = need.check === 'secret' ? 'secretsmanager' : 'ssm';
    const via = partition === 'aws-cn' ? undefined : `${service}.${need.region}.amazonaws.com`;
    const base = baseOf(need, facts);
    const statement = {
        ...(0,_simulate_js__WEBPACK_IMPORTED_MODULE_1__/* .allow */ .cw)('kms:Decrypt', what),
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ Condition: via && { StringEquals: { 'kms:ViaService': via } } })
    };
    return [
        {
            ...base,
            ...otherAccount(account, facts),
            ...(isAlias ? { facts: { kind: 'foreign', arn: facts.arn, unknown: ALIAS } } : {}),
            check: 'key',
            what,
            action: 'kms:Decrypt',
            resource: what,
            context: { ...base.context, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_3__/* .present */ .E)({ 'kms:ViaService': via }) },
            statement,
            note: 'A key policy can also allow this; key policies are not checked.'
        }
    ];
}
const ALIAS = {
    kind: 'undecided',
    text: 'keys are known by their aliases only, and policies name keys by their IDs'
};
function baseOf(need, facts) {
    return {
        facts,
        principal: facts.arn,
        context: { 'aws:RequestedRegion': need.region },
        code: 'permission-denied',
        whose: 'role'
    };
}
function otherAccount(account, { arn }) {
    return account === arn.split(':')[4] ? {} : { otherAccount: account };
}


/***/ }),

/***/ 20369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  d: () => (/* binding */ resolveReferences)
});

// EXTERNAL MODULE: ./lib/src/aws/error.js
var aws_error = __webpack_require__(41682);
// EXTERNAL MODULE: ./lib/src/aws/explain.js
var explain = __webpack_require__(63395);
// EXTERNAL MODULE: ./lib/src/list.js
var list = __webpack_require__(28168);
// EXTERNAL MODULE: ./lib/src/present.js
var present = __webpack_require__(35909);
// EXTERNAL MODULE: ./lib/src/secrets/collect.js
var collect = __webpack_require__(20442);
// EXTERNAL MODULE: ./lib/src/secrets/reference.js
var secrets_reference = __webpack_require__(73717);
;// CONCATENATED MODULE: ./lib/src/secrets/lookup.js




const AT_ONCE = 8;
function regionOf(reference, where) {
    return 'region' in reference ? reference.region : where.region;
}
async function lookUpAll(references, directory, where) {
    const wanted = [...new Map(references.map(one => [(0,secrets_reference/* printTarget */.jV)(one), one]))];
    if (wanted.length === 0)
        return new Map();
    const parameters = wanted.flatMap(([, one]) => (isParameter(one) ? [one] : []));
    const regions = [...new Set(parameters.map(one => regionOf(one, where)))];
    const [caller, pages] = await Promise.all([
        orError(directory.callerIdentity()),
        (0,list/* mapBounded */.yJ)(regions, AT_ONCE, async (region) => {
            const names = parameters.filter(one => regionOf(one, where) === region).flatMap(namesOf);
            return [region, await orError(directory.describeParameters(region, [...new Set(names)]))];
        })
    ]);
    const account = caller instanceof aws_error/* AwsError */.Gy ? undefined : caller.account;
    const byRegion = new Map(pages);
    const answers = await (0,list/* mapBounded */.yJ)(wanted, AT_ONCE, async ([key, reference]) => {
        const there = { ...where, ...(0,present/* present */.E)({ account }), region: regionOf(reference, where) };
        const answer = isParameter(reference)
            ? parameterAnswer(reference, byRegion.get(there.region) ?? [], there)
            : await secretAnswer(reference, directory, there);
        return [key, answer];
    });
    return new Map(answers);
}
function isParameter(reference) {
    return reference.kind === 'parameter-name' || reference.kind === 'parameter-arn';
}
async function orError(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof aws_error/* AwsError */.Gy)
            return error;
        throw error;
    }
}
async function secretAnswer(reference, directory, where) {
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const id = reference.kind === 'secret-name' ? reference.name : target;
    const name = secretNameOf(reference);
    const found = await orError(directory.describeSecret(where.region, id));
    if (found instanceof aws_error/* AwsError */.Gy) {
        const account = 'account' in reference ? reference.account : (where.account ?? '*');
        const resource = `arn:${where.partition}:secretsmanager:${where.region}:${account}:secret:${name}-??????`;
        return failedAnswer(found, resource);
    }
    const isOther = reference.kind === 'secret-arn' && found && ![found.arn, found.arn.slice(0, -7)].includes(id);
    if (found === undefined || isOther)
        return { kind: 'fault', fault: secretNotFound(reference, name, where) };
    const { arn, deletedAt, kmsKeyId: keyId, changedAt, versions } = found;
    if (deletedAt === undefined)
        return { kind: 'found', arn, ...(0,present/* present */.E)({ keyId, changedAt, versions }) };
    const fault = {
        code: 'secret-scheduled-for-deletion',
        message: `the secret ${target} in ${placeOf(where)} is scheduled for deletion (${new Date(deletedAt).toISOString().slice(0, 10)}); tasks cannot read it`,
        hint: `Restore it: aws secretsmanager restore-secret --region ${where.region} --secret-id ${name}`
    };
    return { kind: 'fault', fault };
}
function secretNameOf(reference) {
    if (reference.kind === 'secret-name')
        return reference.name;
    return reference.suffix === undefined ? reference.resource : reference.resource.slice(0, -7);
}
function failedAnswer(error, resource) {
    if (error.kind !== 'denied')
        return { kind: 'failed', error };
    const { operation, awsName, message } = error;
    const why = `no permission for ${operation}`;
    const help = `Allow ${operation} on ${resource} to the deploying role; it reads metadata, never the value.`;
    return { kind: 'open', why, help, answered: `${awsName}: ${(0,aws_error/* oneLine */.TN)(message)}` };
}
function placeOf({ region, account }) {
    return `Region ${region}${account === undefined ? '' : ` of account ${account}`}`;
}
function secretNotFound(reference, name, where) {
    const isForeign = reference.kind === 'secret-arn' && where.account !== undefined && reference.account !== where.account;
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const suffix = /-[A-Za-z0-9]{6}$/.test(target)
        ? 'The six characters at the end of an ARN are no part of the name, and a secret that was created again has others: secretsmanager:NAME follows the name. '
        : '';
    return {
        code: 'secret-not-found',
        message: isForeign
            ? `there is no secret ${target}, or account ${where.account} of the credentials is not authorized to see it: the ARN is in account ${reference.account}`
            : `there is no secret ${target} in ${placeOf(where)}`,
        hint: isForeign
            ? 'Check the account in the ARN. A secret of another account needs a resource policy that allows this account secretsmanager:DescribeSecret and the execution role secretsmanager:GetSecretValue, and a customer managed KMS key that both may use.'
            : `${suffix}Check the spelling and the Region, or create it: aws secretsmanager create-secret --region ${where.region} --name ${name} --secret-string file://VALUE.txt`
    };
}
function namesOf(reference) {
    if (reference.kind === 'parameter-name')
        return [reference.name];
    const { resource } = reference;
    return resource.includes('/') ? [`/${resource}`] : [resource, `/${resource}`];
}
function parameterAnswer(reference, parameters, where) {
    if (parameters instanceof aws_error/* AwsError */.Gy)
        return failedAnswer(parameters, '*');
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const names = namesOf(reference);
    const { account } = where;
    if (reference.kind === 'parameter-arn' && account !== undefined && reference.account !== account)
        return {
            kind: 'open',
            why: `${target} belongs to account ${reference.account}, the credentials to ${account}; parameters of another account cannot be looked up by name`,
            help: 'Make sure that it is shared with this account (AWS RAM).'
        };
    const parameter = names.flatMap(name => parameters.find(one => one.name === name) ?? [])[0];
    if (!parameter) {
        const fault = {
            code: 'parameter-not-found',
            message: `there is no parameter ${target} in ${placeOf(where)}`,
            hint: `Check the spelling and the Region, or create it: aws ssm put-parameter --region ${where.region} --type SecureString --name ${names[0]} --value file://VALUE.txt`
        };
        return { kind: 'fault', fault };
    }
    const { changedAt, keyId, type = 'SecureString' } = parameter;
    const written = reference.kind === 'parameter-arn' ? target : undefined;
    const built = account === undefined ? undefined : (0,secrets_reference/* parameterArnOf */.o)(parameter.name, { ...where, account });
    const warning = {
        code: 'parameter-not-secure',
        message: `the parameter ${target} is a ${type}, not a SecureString: its value is kept unencrypted`,
        hint: 'If it holds a credential, put it again as SecureString.'
    };
    return {
        kind: 'found',
        arn: parameter.arn ?? written ?? built ?? parameter.name,
        ...(0,present/* present */.E)({ changedAt }),
        ...(0,present/* present */.E)(type === 'SecureString' ? { keyId } : { warning })
    };
}

;// CONCATENATED MODULE: ./lib/src/secrets/faults.js



function faultAtPlace(reference, { field }, where) {
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    if (field === 'repositoryCredentials' && reference.kind.startsWith('parameter'))
        return {
            code: 'parameter-not-allowed-here',
            message: `${target} is an SSM parameter; repositoryCredentials takes a Secrets Manager secret only`,
            hint: 'Store {"username": …, "password": …} as one secret and write secretsmanager:NAME'
        };
    if (field !== 'secrets' && field !== 'secretOptions' && 'tail' in reference && reference.tail !== undefined)
        return {
            code: 'tail-not-allowed-here',
            message: `${target} is followed by a JSON key or a version; ${field} takes the whole secret`,
            hint: `Write ${target} alone; the secret holds JSON with "username" and "password".`
        };
    if ('partition' in reference && reference.partition !== where.partition)
        return {
            code: 'other-partition',
            message: `the ARN ${target} is in the partition ${reference.partition}, the service in ${where.partition} (${where.region}); ECS cannot reach from one to the other`,
            hint: 'Create it in the partition of the service and write secretsmanager:NAME or ssm:NAME, which fits every partition.'
        };
    return undefined;
}
function describeUse({ field, name, container }) {
    const of = container === undefined ? '' : ` of container ${(0,aws_error/* oneLine */.TN)(container)}`;
    switch (field) {
        case 'secrets':
            return `secret ${(0,aws_error/* oneLine */.TN)(name)}${of}`;
        case 'secretOptions':
            return `log option ${(0,aws_error/* oneLine */.TN)(name)}${of}`;
        case 'repositoryCredentials':
            return `repositoryCredentials${of}`;
        case 'fsxWindowsFileServerVolumeConfiguration':
            return `credentials of volume ${(0,aws_error/* oneLine */.TN)(name)}`;
    }
}
function versionFault(reference, versions, { region }) {
    if (versions === undefined)
        return undefined;
    if (reference.kind !== 'secret-name' && reference.kind !== 'secret-arn')
        return undefined;
    const { versionId = '', versionStage = '' } = reference.tail ?? {};
    const label = versionStage === '' ? 'AWSCURRENT' : versionStage;
    const labels = [...new Set(Object.values(versions).flat())];
    if (versionId === '' ? labels.includes(label) : Object.hasOwn(versions, versionId))
        return undefined;
    const secret = `the secret ${(0,secrets_reference/* printTarget */.jV)(reference)} in Region ${region}`;
    if (versionId !== '')
        return {
            code: 'secret-version-unlabeled',
            message: `not verified: whether ${secret} still has the version whose ID is in the reference. It has no staging label, and Secrets Manager deletes versions without one`,
            hint: 'Name a version that has a label, or leave the version out to read AWSCURRENT.'
        };
    const has = labels.length === 0 ? 'it has no value yet' : `it has ${labels.join(', ')}`;
    return {
        code: 'secret-version-not-found',
        message: `${secret} has no version with the staging label ${label}, so no task can start; ${has}`,
        hint: `Name a label that it has, or store a value, which becomes AWSCURRENT: aws secretsmanager put-secret-value --region ${region} --secret-id ${secretNameOf(reference)} --secret-string file://VALUE.txt`
    };
}
function crossRegion(target, region, where) {
    return {
        code: 'cross-region-reference',
        message: `${target} is in ${region}, the service in ${where.region}: tasks then depend on both Regions to start`,
        hint: 'Replicate the secret into the Region of the service and write the short form, unless this is wanted.'
    };
}
function bareParameter(name) {
    return {
        code: 'bare-parameter',
        message: `the name without a prefix refers to the SSM parameter ${name}, as in ECS`,
        hint: `Write ssm:${name} to make this explicit.`
    };
}

;// CONCATENATED MODULE: ./lib/src/secrets/resolve.js








async function resolveReferences(documents, { directory, verify = 'auto', ...where }) {
    const uses = documents.flatMap(document => (0,collect/* collectReferences */.X)(document.root).map((use) => {
        const parsed = (0,secrets_reference/* parseReference */.F2)(use.node.value);
        const reference = use.field === 'repositoryCredentials' ? (0,secrets_reference/* secretOfBareName */.hT)(parsed) : parsed;
        return { document, use, reference };
    }));
    const wanted = uses.flatMap(one => formsToLookUp(one, where));
    const answers = await lookUpAll(verify === 'off' ? wanted.filter(one => !isReadAsWritten(one)) : wanted, directory, where);
    const verdicts = uses.map(use => ({ use, verdict: verdictFor(use, { answers, where }) }));
    const open = notVerified(verdicts);
    const [blocking, noted] = verify === 'required' ? [open, []] : [[], open];
    return {
        documents: documents.map(document => {
            const own = verdicts.flatMap(({ use, verdict: { arn } }) => use.document === document && arn !== undefined ? [[use.use.pointer, arn]] : []);
            return { ...document, root: (0,collect/* substituteReferences */.Z)(document.root, new Map(own)) };
        }),
        resolved: listResolved(verdicts),
        problems: (0,list/* distinctBy */.ey)([...verdicts.flatMap(({ verdict }) => verdict.problems), ...blocking], problem => ((problem.place ?? problem.service) ? problem : problem.message)),
        warnings: [...oneForFile(verdicts.flatMap(({ verdict }) => verdict.warnings ?? [])), ...noted]
    };
}
function isReadAsWritten(reference) {
    if (reference.kind === 'secret-arn')
        return reference.suffix !== undefined;
    return (reference.kind === 'parameter-arn' || (reference.kind === 'parameter-name' && reference.isBare === true));
}
function formsToLookUp({ reference, use }, where) {
    if (reference.kind === 'malformed')
        return [];
    if (reference.kind === 'bare')
        return reference.lookable ? formsOf(reference) : [];
    return faultAtPlace(reference, use, where) === undefined ? [reference] : [];
}
function formsOf({ name }) {
    return [
        { kind: 'secret-name', name },
        { kind: 'parameter-name', name }
    ];
}
function verdictFor(one, known) {
    const { reference, use } = one;
    if (reference.kind === 'malformed')
        return failure(one, reference.fault, 'user');
    if (reference.kind === 'bare')
        return bareVerdict(one, reference, known);
    const fault = faultAtPlace(reference, use, known.where);
    return fault ? failure(one, fault, 'user') : lookedUp(one, reference, known);
}
function bareVerdict(one, reference, known) {
    const forms = reference.lookable ? formsOf(reference) : [];
    const answers = forms.map(form => ({ form, answer: known.answers.get((0,secrets_reference/* printTarget */.jV)(form)) }));
    const existing = answers.flatMap(({ form, answer }) => (answer?.kind === 'found' ? [form] : []));
    const parameter = existing.find(({ kind }) => kind === 'parameter-name');
    const isParameter = one.use.field === 'secrets' || one.use.field === 'secretOptions';
    if (parameter && isParameter)
        return lookedUp(one, { ...parameter, isBare: true }, known);
    const denied = answers.filter(({ answer }) => answer?.kind === 'open').at(isParameter ? -1 : 0);
    if (existing.length === 0 && denied)
        return lookedUp(one, denied.form, known);
    if (existing.length === 0)
        return failure(one, reference.fault, 'user');
    const message = `the reference is the bare name ${reference.name}, which ECS would read as the name of an SSM parameter`;
    const hint = `Write ${existing.map(secrets_reference/* printTarget */.jV).join(' or ')}, which exists.`;
    return failure(one, { code: reference.fault.code, message, hint }, 'user');
}
function lookedUp(one, reference, { answers, where }) {
    const target = (0,secrets_reference/* printTarget */.jV)(reference);
    const tail = 'tail' in reference ? (0,secrets_reference/* printTail */.yP)(reference.tail) : '';
    const answer = answers.get(target);
    const asWritten = { arn: one.use.node.value, written: (0,secrets_reference/* printReference */.nt)(reference), problems: [] };
    if (answer === undefined)
        return asWritten;
    const region = regionOf(reference, where);
    switch (answer.kind) {
        case 'fault':
            return failure(one, answer.fault, 'cloud');
        case 'failed':
            return {
                problems: [(0,explain/* explainAwsError */.Ni)(answer.error, { subject: `the references in ${region}` })]
            };
        case 'open': {
            const { why, help, answered = '' } = answer;
            if (isReadAsWritten(reference))
                return { ...asWritten, open: { why, help } };
            const code = target.startsWith('ssm:') ? 'parameter-access-denied' : 'secret-access-denied';
            const message = `the reference could not be looked up: ${why}. ${answered}`.replace(/[. ]+$/, '');
            return failure(one, { code, message, hint: `${help} ${FULL_ARN}` }, 'cloud');
        }
        case 'found': {
            const version = versionFault(reference, answer.versions, where);
            if (version?.code === 'secret-version-not-found')
                return failure(one, version, 'cloud');
            const warnings = [
                answer.warning,
                version,
                region === where.region ? undefined : crossRegion(target, region, where),
                'isBare' in reference ? bareParameter(reference.name) : undefined
            ].flatMap(fault => (fault ? [problemAt(one, fault, 'cloud')] : []));
            const { keyId, changedAt } = answer;
            const arn = answer.arn + tail;
            return { arn, written: asWritten.written, ...(0,present/* present */.E)({ keyId, changedAt }), problems: [], warnings };
        }
    }
}
const FULL_ARN = 'A full ARN in the file needs no look-up: ECS gets it as it is.';
function failure(one, fault, whose) {
    return { problems: [problemAt(one, fault, whose)] };
}
function problemAt({ document, use }, { code, message, hint }, fault) {
    const { origin } = use.node;
    const input = origin.kind === 'input' ? ` (from input ${(0,aws_error/* oneLine */.TN)(origin.input)})` : '';
    const at = (0,present/* present */.E)({ place: document.place(origin), service: document.service });
    return { code, fault, message: `${describeUse(use)}${input}: ${message}.`, hint, ...at };
}
function oneForFile(warnings) {
    const alike = (0,list/* grouped */.zD)(warnings, ({ code, place, service }) => `${code} ${place?.file ?? service}`);
    return [...alike.values()].map(([first, ...others]) => {
        const { message, ...rest } = first;
        const more = others.length === 0 ? '' : ` (and ${others.length} more like it in this file)`;
        return { ...rest, message: message.replace(/\.$/, `${more}.`) };
    });
}
function notVerified(verdicts) {
    const open = verdicts.flatMap(({ use, verdict }) => (verdict.open ? [{ ...use, ...verdict.open }] : []));
    return [...(0,list/* grouped */.zD)(open, ({ why }) => why)].map(([why, some]) => {
        const [{ use, document, help }] = some;
        const what = some.length === 1 ? describeUse(use) : `what ${some.length} references name`;
        return {
            code: 'reference-not-verified',
            fault: 'cloud',
            message: `Not verified: ${why}, so it is not known whether ${what} exists; ECS gets the reference as it is written.`,
            hint: `${help} With verify-permissions: off it is not looked up.`,
            ...(0,present/* present */.E)({ place: document.place(use.node.origin), service: document.service })
        };
    });
}
function listResolved(verdicts) {
    const byForm = new Map();
    for (const { use, verdict } of verdicts) {
        const { arn, written, keyId, changedAt } = verdict;
        if (arn === undefined || written === undefined)
            continue;
        const entry = byForm.get(written) ?? { written, arn, ...(0,present/* present */.E)({ keyId, changedAt }), uses: [] };
        byForm.set(written, entry);
        const { field, name, container } = use.use;
        const { file, service } = use.document;
        entry.uses.push({ field, name, file, ...(0,present/* present */.E)({ container, service }) });
    }
    return [...byForm.values()];
}


/***/ }),

/***/ 4201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CK: () => (/* binding */ judgeRole),
/* harmony export */   DM: () => (/* binding */ parseRoleArn),
/* harmony export */   R1: () => (/* binding */ checkRole),
/* harmony export */   Tj: () => (/* binding */ verifyPassRole),
/* harmony export */   cu: () => (/* binding */ identityOf)
/* harmony export */ });
/* harmony import */ var _arn_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87433);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38674);
/* harmony import */ var _simulate_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48292);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20281);




function parseRoleArn(text) {
    const found = /^arn:([a-z0-9-]+):iam::(\d{12}):role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(text);
    const [, partition, account, name] = found ?? [];
    if (partition === undefined || account === undefined || name === undefined)
        return undefined;
    return { partition, account, name };
}
function parseCallerArn(arn) {
    const session = /^arn:([a-z0-9-]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
    const [, partition, account, name] = session ?? [];
    if (partition !== undefined && account !== undefined && name !== undefined) {
        return { kind: 'role', partition, account, name };
    }
    if (/^arn:[a-z0-9-]+:iam::\d{12}:user\//.test(arn))
        return { kind: 'user', arn };
    return { kind: 'other', text: /:root$/.test(arn) ? 'the root user' : 'neither a user nor a role' };
}
async function checkRole(written, scope) {
    const { caller } = scope;
    const parsed = parseRoleArn(written);
    const foreign = (text) => ({
        kind: 'foreign',
        arn: written,
        unknown: { kind: 'undecided', text }
    });
    if (!parsed && !/^[\w+=,.@-]+$/.test(written))
        return foreign('it is not the ARN of a role');
    if (parsed && caller && parsed.account !== caller.account)
        return foreign(`the role belongs to account ${parsed.account}, the credentials to ${caller.account}`);
    const name = parsed?.name ?? written;
    const arn = parsed ? written : `arn:${scope.partition}:iam::${caller?.account ?? ''}:role/${name}`;
    const answer = await scope.ask(() => scope.roles.describeRole(name));
    if (answer.kind === 'failed')
        return { kind: 'unseen', arn, unknown: (0,_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownFrom */ .NI)(answer.error) };
    if (!answer.value)
        return { kind: 'gone', arn };
    const { arn: own, trust } = answer.value;
    return parsed && own !== written ? { kind: 'gone', arn, other: own } : { kind: 'found', arn: own, trust };
}
function judgeRole(facts, need) {
    if (facts.kind === 'unseen' || facts.kind === 'foreign')
        return { verdict: 'not-verified', unknown: facts.unknown };
    if (facts.kind === 'gone')
        return goneVerdict(facts, need);
    const trust = trustOf(facts.trust);
    if (trust === 'trusted')
        return { verdict: 'allowed', why: 'it exists and trusts ECS tasks' };
    if (trust === 'conditional')
        return {
            verdict: 'not-verified',
            unknown: {
                kind: 'out-of-reach',
                text: 'it exists; its trust policy has conditions, which are not checked'
            }
        };
    const statement = { Effect: 'Allow', Principal: { Service: ECS_TASKS[0] }, Action: 'sts:AssumeRole' };
    return {
        verdict: 'denied',
        code: 'role-trust',
        why: `its trust policy does not allow ${ECS_TASKS[0]} to assume it`,
        remedy: { kind: 'trust', statement: statement }
    };
}
const ECS_TASKS = ['ecs-tasks.amazonaws.com', 'ecs-tasks.amazonaws.com.cn'];
function trustOf(document) {
    const policy = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .jsonIn */ .Yf)(document);
    if (policy === undefined)
        return 'conditional';
    const statements = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(policy) ? (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .policyListOf */ .WL)(policy['Statement']).filter(_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv) : [];
    const isBroad = (one) => one['NotPrincipal'] !== undefined || one['NotAction'] !== undefined;
    const own = statements.filter(one => isBroad(one) || namesTasks(one['Principal']));
    if (own.length === 0)
        return 'not-trusted';
    const isPlain = (one) => one['Effect'] === 'Allow' && one['Condition'] === undefined && !isBroad(one);
    return own.some(one => one['Effect'] === 'Deny') || !own.some(isPlain) ? 'conditional' : 'trusted';
}
function namesTasks(principal) {
    const services = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(principal) ? (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .policyListOf */ .WL)(principal['Service']) : (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .policyListOf */ .WL)(principal);
    return services.some(one => one === '*' || ECS_TASKS.some(name => name === one));
}
function goneVerdict({ arn, other }, need) {
    const member = need.kind === 'execution-role' ? 'executionRoleArn' : 'taskRoleArn';
    const text = other === undefined
        ? `Correct "${member}", or create the role: aws iam create-role --role-name ${(0,_arn_js__WEBPACK_IMPORTED_MODULE_3__/* .lastPartOf */ .RS)(arn)} --assume-role-policy-document file://TRUST.json, with ecs-tasks.amazonaws.com as the trusted service.`
        : `A role of this name exists under another path: write ${other} as "${member}".`;
    const why = 'the account has no such role';
    return { verdict: 'denied', code: 'role-missing', why, remedy: { kind: 'advice', text } };
}
async function verifyPassRole(needs, facts, scope) {
    const wanted = new Map();
    for (const { written, uses, passed } of needs) {
        const role = facts.get(written);
        if (passed && role && role.kind !== 'gone')
            wanted.set(role.arn, [...(wanted.get(role.arn) ?? []), ...uses]);
    }
    if (wanted.size === 0)
        return [];
    const { arn, unknown } = await identityOf(scope);
    const questions = [...wanted.keys()].map(role => ({
        principal: arn,
        action: 'iam:PassRole',
        resource: role,
        context: { 'iam:PassedToService': ECS_TASKS[0], 'aws:RequestedRegion': scope.region },
        code: 'pass-role',
        whose: 'identity',
        statement: {
            ...(0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .allow */ .cw)('iam:PassRole', role),
            Condition: { StringEquals: { 'iam:PassedToService': ECS_TASKS[0] } }
        }
    }));
    const isGuess = unknown !== undefined && arn.includes(':role/');
    const verdicts = unknown && !isGuess ? [] : await (0,_simulate_js__WEBPACK_IMPORTED_MODULE_2__/* .simulateAll */ .YY)(questions, scope);
    return [...wanted].map(([what, uses], index) => {
        const row = {
            check: 'pass-role',
            holder: { kind: 'deployer', arn },
            what,
            action: 'iam:PassRole',
            uses
        };
        const verdict = verdicts[index];
        return verdict === undefined || (unknown && verdict.isUnknown)
            ? { ...row, verdict: 'not-verified', unknown: unknown }
            : { ...row, ...verdict };
    });
}
async function identityOf({ caller, roles, ask }) {
    const undecided = (text) => ({ kind: 'undecided', text });
    if (caller?.arn === undefined)
        return { arn: '', unknown: undecided('STS did not return whose credentials these are') };
    const deployer = parseCallerArn(caller.arn);
    if (deployer.kind === 'user')
        return { arn: deployer.arn };
    if (deployer.kind === 'other')
        return {
            arn: caller.arn,
            unknown: undecided(`the credentials belong to ${deployer.text}, which IAM cannot simulate`)
        };
    const answer = await ask(() => roles.describeRole(deployer.name));
    if (answer.kind === 'answered' && answer.value)
        return { arn: answer.value.arn };
    return {
        arn: `arn:${deployer.partition}:iam::${deployer.account}:role/${deployer.name}`,
        unknown: answer.kind === 'failed' ? (0,_verification_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownFrom */ .NI)(answer.error) : undecided(`IAM has no role ${deployer.name}`)
    };
}


/***/ }),

/***/ 48292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jf: () => (/* binding */ joinStatements),
/* harmony export */   WL: () => (/* binding */ policyListOf),
/* harmony export */   YY: () => (/* binding */ simulateAll),
/* harmony export */   cw: () => (/* binding */ allow)
/* harmony export */ });
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(28168);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20281);


const AT_ONCE = 4;
async function simulateAll(questions, { roles, ask }) {
    const groups = (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .groupBy */ .$z)(questions, ({ principal, action, context }) => JSON.stringify([principal, action, context]));
    const answered = await (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(groups, AT_ONCE, async (group) => {
        const { principal, action, context } = group[0];
        const resources = [...new Set(group.map(({ resource }) => resource))];
        const answer = await ask(() => roles.simulate({ principal, action, resources, context }));
        return group.map((question) => {
            if (answer.kind === 'failed')
                return [question, notVerified((0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .unknownFrom */ .NI)(answer.error))];
            if (answer.value === undefined)
                return [question, { ...undecided(`IAM has no ${principal}`), isUnknown: true }];
            const found = answer.value.find(({ resource }) => resource === question.resource);
            return [question, judgeSimulated(found, question)];
        });
    });
    const verdicts = new Map(answered.flat());
    return questions.map(question => verdicts.get(question));
}
function judgeSimulated(answer, asked) {
    const { whose, otherAccount, code } = asked;
    if (!answer)
        return undecided('IAM gave no answer about it');
    const { decision, missingKeys, organizationAllows, boundaryAllows } = answer;
    if (decision !== 'allowed') {
        if (missingKeys.length === 0)
            return { verdict: 'denied', code, ...reasonOf(answer, asked) };
        const keys = missingKeys.join(', ');
        return undecided(`the policies use condition keys (${keys}) that are known only at request time`);
    }
    if (!organizationAllows)
        return undecided('a service control policy of the organization denies the action on some resource');
    if (!boundaryAllows)
        return undecided(`IAM reports both that the action is allowed and that the permissions boundary of the ${whose} denies it`);
    if (otherAccount !== undefined)
        return undecided(`the policies of the ${whose} allow it, but it belongs to account ${otherAccount}, whose own policy must allow it too`);
    return { verdict: 'allowed', why: `a policy of the ${whose} allows it` };
}
function reasonOf({ decision, policies, organizationAllows, boundaryAllows }, { whose, statement, note }) {
    if (!organizationAllows)
        return {
            why: 'a service control policy of the organization denies it',
            remedy: {
                kind: 'advice',
                text: 'No policy of this account can allow it: ask the administrators of the organization.'
            }
        };
    if (!boundaryAllows)
        return {
            why: `the permissions boundary of the ${whose} does not allow it`,
            remedy: {
                kind: 'statement',
                statement,
                isNotEnough: true,
                note: `The permissions boundary must allow it too, not only a policy of the ${whose}.`
            }
        };
    if (decision === 'explicit-deny')
        return {
            why: `a Deny statement in a policy of the ${whose} forbids it${policies.length === 0 ? '' : ` (${policies.join(', ')})`}`,
            remedy: {
                kind: 'advice',
                text: 'Allowing it elsewhere does not help: change the Deny statement.'
            }
        };
    return {
        why: `no policy of the ${whose} allows it`,
        remedy: { kind: 'statement', statement, ...(note === undefined ? {} : { note }) }
    };
}
function undecided(text) {
    return notVerified({ kind: 'undecided', text });
}
function notVerified(unknown) {
    return { verdict: 'not-verified', unknown };
}
function allow(action, resource) {
    return { Effect: 'Allow', Action: action, Resource: resource };
}
function joinStatements(statements) {
    const [first = {}] = statements;
    const resources = [...new Set(statements.flatMap(statement => policyListOf(statement['Resource'])))];
    return resources.length < 2 ? first : { ...first, Resource: resources };
}
function policyListOf(value) {
    if (value === undefined)
        return [];
    return Array.isArray(value) ? value : [value];
}


/***/ }),

/***/ 86723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ collectNeeds),
/* harmony export */   S: () => (/* binding */ verifyPermissions)
/* harmony export */ });
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69360);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(28168);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(35909);
/* harmony import */ var _collect_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(20442);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(75752);
/* harmony import */ var _reads_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(44397);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(73717);
/* harmony import */ var _roles_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4201);
/* harmony import */ var _verification_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20281);









const ROLES_AT_ONCE = 4;
async function verifyPermissions(subjects, { references, region, partition }, { directory, roles, images }) {
    const needs = collectNeeds(subjects, references);
    const matters = needs.roles.length > 0 || needs.images.some(({ image }) => (0,_images_js__WEBPACK_IMPORTED_MODULE_0__/* .parseEcrImage */ .T)(image));
    const identity = matters ? await (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .createAsker */ .bX)()(() => directory.callerIdentity()) : undefined;
    const caller = identity?.kind === 'answered' ? identity.value : undefined;
    const [ofRoles, ofImages] = await Promise.all([
        verifyRoles(needs, { roles, ask: (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .createAsker */ .bX)(), caller, region, partition }),
        (0,_images_js__WEBPACK_IMPORTED_MODULE_0__/* .verifyImages */ .O)(needs.images, { images, ask: (0,_verification_js__WEBPACK_IMPORTED_MODULE_1__/* .createAsker */ .bX)(), caller })
    ]);
    return { rows: [...ofRoles, ...ofImages] };
}
async function verifyRoles(needs, scope) {
    const names = [...new Set(needs.roles.map(({ written }) => written))];
    const looked = await (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .mapBounded */ .yJ)(names, ROLES_AT_ONCE, async (name) => [name, await (0,_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .checkRole */ .R1)(name, scope)]);
    const facts = new Map(looked);
    const [{ rows, unknownRoles }, passed] = await Promise.all([
        (0,_reads_js__WEBPACK_IMPORTED_MODULE_4__/* .verifyReads */ .T)(needs.reads, facts, scope),
        (0,_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .verifyPassRole */ .Tj)(needs.roles, facts, scope)
    ]);
    const own = needs.roles.flatMap((need) => {
        const found = facts.get(need.written);
        if (!found)
            return [];
        const { arn } = found;
        const isGone = found.kind === 'unseen' && unknownRoles.has(arn);
        const verdict = (0,_roles_js__WEBPACK_IMPORTED_MODULE_3__/* .judgeRole */ .CK)(isGone ? { kind: 'gone', arn } : found, need);
        return [{ check: 'role', holder: { kind: need.kind, arn }, what: arn, uses: need.uses, ...verdict }];
    });
    return [
        ...own,
        ...rows.filter(({ holder }) => !('arn' in holder && unknownRoles.has(holder.arn))),
        ...passed
    ];
}
function collectNeeds(subjects, references) {
    const roles = subjects.flatMap(rolesOf);
    const passed = new Set(roles.flatMap(one => (one.passed ? [one.written] : [])));
    const keys = new Map();
    for (const { arn, keyId } of references) {
        const target = targetOf(arn)?.arn ?? arn;
        if (!keys.has(target))
            keys.set(target, keyId);
    }
    return {
        roles: joined(roles.map(one => ({ ...one, passed: passed.has(one.written) }))),
        reads: joined(subjects.flatMap(subject => readsOf(subject, keys))),
        images: joined(subjects.flatMap(imagesOf))
    };
}
function rolesOf(subject) {
    const members = [
        ['execution-role', 'executionRoleArn'],
        ['task-role', 'taskRoleArn']
    ];
    return members.flatMap(([kind, member]) => {
        const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(subject.root, member);
        const written = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)(node);
        if (!node || !written)
            return [];
        const passed = subject.registration !== 'reuse';
        return [{ kind, written, passed, uses: [useAt(subject, node, member)] }];
    });
}
function targetOf(written) {
    const reference = (0,_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F2)(written);
    return reference.kind === 'secret-arn' || reference.kind === 'parameter-arn'
        ? { reference, arn: (0,_reference_js__WEBPACK_IMPORTED_MODULE_6__/* .printTarget */ .jV)(reference) }
        : undefined;
}
function readsOf(subject, keys) {
    const role = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(subject.root, 'executionRoleArn'));
    if (!role)
        return [];
    return (0,_collect_js__WEBPACK_IMPORTED_MODULE_7__/* .collectReferences */ .X)(subject.root).flatMap(({ node, name }) => {
        const target = targetOf(node.value);
        if (target === undefined)
            return [];
        const { reference, arn } = target;
        return [
            {
                role,
                check: reference.kind === 'secret-arn' ? 'secret' : 'parameter',
                arn,
                region: reference.region,
                account: reference.account,
                ...(0,_present_js__WEBPACK_IMPORTED_MODULE_8__/* .present */ .E)({ keyId: keys.get(arn) }),
                uses: [useAt(subject, node, name)]
            }
        ];
    });
}
function imagesOf(subject) {
    return (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .containersOf */ .Mz)(subject.root).flatMap((container, index) => {
        const node = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(container, 'image');
        const image = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)(node);
        const name = (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .stringOf */ .Je)((0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .childOf */ .GG)(container, 'name')) ?? `container ${index + 1}`;
        return node && image ? [{ image, uses: [useAt(subject, node, name)] }] : [];
    });
}
function useAt({ file, service, place }, node, name) {
    return { file, name, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_8__/* .present */ .E)({ service, place: place(node.origin) }) };
}
function joined(needs) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .groupBy */ .$z)(needs, need => JSON.stringify({ ...need, uses: undefined })).map(same => ({
        ...same[0],
        uses: same.flatMap(({ uses }) => uses)
    }));
}


/***/ }),

/***/ 70370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


/***/ })

};
