export const id = 4176;
export const ids = [4176];
export const modules = {

/***/ 44176:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ strayCluster),
/* harmony export */   placeProblems: () => (/* binding */ placeProblems)
/* harmony export */ });
/* harmony import */ var _present_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(85590);
/* harmony import */ var _placement_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80375);


function conflictsOf(given, placement) {
    const subjects = given.services ?? [undefined, ...placement.places.keys()];
    const found = new Map();
    for (const service of subjects) {
        const said = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredPlaceOf */ .Dl)(service, placement);
        for (const what of ['cluster', 'region']) {
            const [wanted, written] = [given[what], said[what]];
            if (wanted === undefined || written === undefined || namesSame(wanted, written))
                continue;
            const key = `${what} ${written}`;
            const before = found.get(key);
            const services = [...(before?.services ?? []), ...(service === undefined ? [] : [service])];
            const place = before?.place ?? said.written?.[what];
            found.set(key, { what, given: wanted, written, services, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place }) });
        }
    }
    return [...found.values()];
}
function namesSame(one, other) {
    if (one.startsWith('arn:') === other.startsWith('arn:'))
        return one === other;
    return one.slice(one.lastIndexOf('/') + 1) === other.slice(other.lastIndexOf('/') + 1);
}
function placeProblems(given, placement) {
    const conflicts = conflictsOf(given, placement);
    return conflicts.length > 0 ? conflicts.map(asProblem) : strayClusters(given, placement);
}
function asProblem(conflict) {
    const { what, given: wanted, written, services: whose, place } = conflict;
    const input = what === 'region' ? 'aws-region' : what;
    const subject = whose.length === 0 ? '' : ` for ${whose.map(name => `"${name}"`).join(', ')}`;
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Input "${input}" is ${wanted}, but the configuration file says ${what} ${written}${subject}.`,
        hint: `AWS was not asked whether either exists. Correct the one that is wrong, or leave the input out: the file can name the ${what} of each service.`,
        ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place })
    };
}
function strayClusters({ cluster, usualRegion: region, services }, placement) {
    if (region === undefined)
        return [];
    const found = new Map();
    for (const service of services ?? [undefined, ...placement.places.keys()]) {
        const site = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .siteOf */ .zU)(service, placement, { region, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ cluster }) });
        if (site.region === '')
            continue;
        const problem = strayCluster(site, site.roleArn?.split(':')[4]);
        const place = (0,_placement_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredPlaceOf */ .Dl)(service, placement).written?.cluster;
        if (problem && !found.has(problem.message))
            found.set(problem.message, { ...problem, ...(0,_present_js__WEBPACK_IMPORTED_MODULE_1__/* .present */ .E)({ place }) });
    }
    return [...found.values()];
}
function strayCluster({ cluster = '', region }, account) {
    if (!cluster.startsWith('arn:'))
        return undefined;
    const [, , , itsRegion = '', itsAccount = ''] = cluster.split(':');
    if (itsRegion !== region)
        return {
            code: 'place-contradiction',
            fault: 'user',
            message: `Cluster ${cluster} is in Region ${itsRegion}, but the run is for Region ${region}.`,
            hint: 'Correct the cluster or the Region: input "aws-region", or "region" in the configuration file.'
        };
    if (account === undefined || itsAccount === account)
        return undefined;
    return {
        code: 'place-contradiction',
        fault: 'user',
        message: `Cluster ${cluster} is in account ${itsAccount}, but the run acts in account ${account}.`,
        hint: 'Correct the cluster, or use credentials of its account (role-to-assume).'
    };
}


/***/ })

};
