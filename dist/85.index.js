export const id = 85;
export const ids = [85];
export const modules = {

/***/ 45085:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runRender: () => (/* binding */ runRender)
/* harmony export */ });
/* harmony import */ var _check_decisions_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(15376);
/* harmony import */ var _check_examine_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(29726);
/* harmony import */ var _check_project_rules_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69354);
/* harmony import */ var _check_source_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(57704);
/* harmony import */ var _deploy_prepare_load_definitions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(33);
/* harmony import */ var _deploy_prepare_render_all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68692);
/* harmony import */ var _deploy_target_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37679);
/* harmony import */ var _files_document_tree_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(69360);
/* harmony import */ var _files_write_writer_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(95223);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20931);










async function runRender(configuration, ports) {
    const placed = { ...configuration, region: configuration.region ?? '' };
    const project = await (0,_check_project_rules_js__WEBPACK_IMPORTED_MODULE_0__/* .readProjectRules */ .Z)(configuration, ports);
    const { problems: badFile, placementProblems: badPlacement } = project;
    if (project.isUndecided)
        return { ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)('render'), problems: [...badFile, ...badPlacement] };
    const aws = (0,_deploy_target_js__WEBPACK_IMPORTED_MODULE_2__/* .connectAccounts */ .rl)(ports, configuration.maxRetries);
    const loaded = await (0,_deploy_prepare_load_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .loadDefinitions */ .Jg)(placed, project, { ports, aws });
    const { overrides } = configuration;
    const done = await (0,_deploy_prepare_render_all_js__WEBPACK_IMPORTED_MODULE_4__/* .renderAll */ .Y)(loaded.targets, placed, {
        ports,
        project,
        overrides,
        accountOf: () => undefined
    });
    const refused = new Set(done.refusals);
    const examination = { rules: { ...project.rules, references: FOR_A_FILE }, mask: ports.mask };
    const findings = await (0,_check_examine_js__WEBPACK_IMPORTED_MODULE_5__/* .examine */ .sb)(loaded.targets, done.prepared, examination);
    const judged = await (0,_check_decisions_js__WEBPACK_IMPORTED_MODULE_6__/* .applyProjectRules */ .PE)({ findings, loaded }, (0,_check_decisions_js__WEBPACK_IMPORTED_MODULE_6__/* .withRenderedBefore */ .rS)(project, loaded), ports);
    const report = {
        ...(0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyReport */ ._O)('render'),
        services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
        files: loaded.files,
        unscanned: loaded.unscanned,
        ...judged,
        findings: (0,_check_examine_js__WEBPACK_IMPORTED_MODULE_5__/* .oneReferenceForFile */ .Xb)(judged.findings),
        problems: [
            ...badFile,
            ...badPlacement.filter(({ code }) => code !== 'missing-input'),
            ...loaded.problems,
            ...done.problems.filter(problem => !refused.has(problem))
        ],
        remarks: [...done.remarks, ...(0,_check_source_js__WEBPACK_IMPORTED_MODULE_7__/* .remarksOf */ .ro)(done.refusals), ...(0,_deploy_prepare_load_definitions_js__WEBPACK_IMPORTED_MODULE_3__/* .livePlaintext */ .ml)(judged.findings)]
    };
    const { renderedFolder } = ports;
    const stops = report.problems.length > 0 || loaded.unscanned.length > 0 || (0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .hasErrors */ .Cs)(report);
    if (stops || renderedFolder === undefined)
        return report;
    const renderedFiles = (0,_files_write_writer_js__WEBPACK_IMPORTED_MODULE_8__/* .writeApart */ .W1)(renderedFolder, distinctlyNamed(done.prepared));
    for (const file of renderedFiles)
        ports.log.info(`Rendered: ${file}`);
    return { ...report, renderedFiles };
}
const FOR_A_FILE = { kind: 'file' };
function distinctlyNamed(prepared) {
    const seen = new Map();
    return prepared.map(({ target, root, family }) => {
        const name = target.service ?? (family || 'rendered');
        const before = seen.get(name) ?? 0;
        seen.set(name, before + 1);
        return { name: before === 0 ? name : `${name}-${before + 1}`, definition: (0,_files_document_tree_js__WEBPACK_IMPORTED_MODULE_9__/* .toJson */ .aB)(root) };
    });
}


/***/ })

};
