export const id = 7476;
export const ids = [7476];
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


/***/ })

};
