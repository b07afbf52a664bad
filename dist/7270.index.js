export const id = 7270;
export const ids = [7270];
export const modules = {

/***/ 47270:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createPlanned: () => (/* binding */ createPlanned)
/* harmony export */ });
/* unused harmony exports createServiceOnce, explainCreation */
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88757);
/* harmony import */ var _aws_explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84120);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _services_creation_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(93645);
/* harmony import */ var _rollout_run_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41675);





const LOOK_AFTER_MS = [1_000, 3_000, 6_000];
const ATTEMPTS = 4;
async function createPlanned(service, run) {
    const { configuration, ports, arns } = run;
    const { cluster } = service.site;
    const startedAt = ports.clock.now();
    const { settings } = configuration;
    const { desiredCount } = service;
    const request = (0,_services_creation_js__WEBPACK_IMPORTED_MODULE_0__/* .creationRequest */ .zT)(service.creation ?? {}, {
        cluster,
        service: service.service,
        taskDefinition: arns.get(service.definitionId) ?? '',
        settings,
        run: ports.runName,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ desiredCount })
    });
    const { ecs } = await run.aws(service.site);
    try {
        return { state: await createServiceOnce(ecs, ports.clock, request) };
    }
    catch (error) {
        if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
            throw error;
        const problem = explainCreation(error, { service: service.service, cluster });
        const result = {
            ...(0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_3__/* .baseOf */ .bx)(service, run),
            startedAt: (0,_rollout_run_js__WEBPACK_IMPORTED_MODULE_3__/* .isoTimestamp */ .yh)(startedAt),
            outcome: 'failed',
            reason: problem.message,
            ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ isRefused: (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .leftAsItWas */ .QU)(error) || undefined })
        };
        return { end: { result, problem, milestones: [] } };
    }
}
async function createServiceOnce(ecs, clock, request) {
    for (let attempt = 1;; attempt++) {
        try {
            return await ecs.createService(request);
        }
        catch (error) {
            if (!(error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy))
                throw error;
            const isOpen = error.kind === 'lost' || (attempt > 1 && isNotIdempotent(error));
            if (!isOpen)
                throw error;
            const found = await findCreated(ecs, clock, request);
            if (found)
                return found;
            if (error.kind !== 'lost' || attempt === ATTEMPTS)
                throw error;
        }
    }
}
async function findCreated(ecs, clock, request) {
    for (const wait of LOOK_AFTER_MS) {
        await clock.sleep(wait);
        const { services } = await ecs.describeServices(request.cluster, [request.serviceName]);
        const state = services[0];
        if (state?.status === 'ACTIVE' && state.taskDefinition === request.taskDefinition)
            return state;
    }
    return undefined;
}
function isNotIdempotent(error) {
    return /not idempotent/i.test(error.message);
}
function explainCreation(error, about) {
    const { service, cluster } = about;
    const subject = `service "${service}" in cluster "${cluster}"`;
    const said = { code: 'service-not-created', fault: 'cloud', service };
    if (isNotIdempotent(error)) {
        return {
            ...said,
            message: `ECS did not create ${subject}: a service of this name was created by someone else a moment ago. ECS says "Creation of service was not idempotent."`,
            hint: 'Run again: the service is then found and updated. If it cannot be seen, it may be hidden by a missing permission for ecs:DescribeServices.'
        };
    }
    if (/still Draining/i.test(error.message)) {
        return {
            ...said,
            message: `ECS did not create ${subject}: a deleted service of this name still stops its tasks (DRAINING).`,
            hint: 'Wait until its tasks are gone, then run again.'
        };
    }
    return (0,_aws_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .explainAwsError */ .Ni)(error, { subject, service });
}


/***/ }),

/***/ 93645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ driftOf),
/* harmony export */   lL: () => (/* binding */ definitionDriftRemark),
/* harmony export */   zT: () => (/* binding */ creationRequest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(82797);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39401);




const TOKEN_LENGTH = 36;
function creationRequest(definition, creation) {
    const { cluster, service: serviceName, taskDefinition, desiredCount, settings, run } = creation;
    const members = withSettings(definition, settings);
    const body = {
        ...members,
        cluster,
        serviceName,
        taskDefinition,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ desiredCount })
    };
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(`${run}\n${JSON.stringify(body)}`);
    return { ...body, clientToken: hash.digest('hex').slice(0, TOKEN_LENGTH) };
}
function withSettings(definition, settings) {
    const wanted = (0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .updateMembers */ .jw)(settings);
    const { deploymentConfiguration, capacityProviderStrategy } = settings;
    const own = definition['deploymentConfiguration'];
    const base = without(definition, replacedBy(capacityProviderStrategy));
    if (deploymentConfiguration === undefined || typeof own !== 'object' || own === null)
        return { ...base, ...wanted };
    const both = { ...own, ...deploymentConfiguration };
    return { ...base, ...wanted, deploymentConfiguration: both };
}
function replacedBy(strategy) {
    if (strategy === undefined)
        return [];
    return strategy.length > 0 ? ['launchType'] : ['capacityProviderStrategy'];
}
const ONLY_AT_FIRST = ['desiredCount', 'serviceName', 'cluster', 'taskDefinition', 'clientToken'];
function driftOf(definition, settings, rawService) {
    const set = Object.keys((0,_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .updateMembers */ .jw)(settings));
    return (0,_compare_js__WEBPACK_IMPORTED_MODULE_3__/* .differingMembers */ .y)(without(definition, [...ONLY_AT_FIRST, ...set]), rawService);
}
function definitionDriftRemark(file, service, members) {
    if (members.length === 0)
        return undefined;
    return `${file}: service "${service}" exists and differs from its service definition in ${members.join(', ')}. A service definition is only used to create a service; what inputs set is updated, all else stays.`;
}
function without(object, names) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}


/***/ })

};
