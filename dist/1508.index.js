export const id = 1508;
export const ids = [1508];
export const modules = {

/***/ 31508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runAdopt: () => (/* binding */ runAdopt)
/* harmony export */ });
/* harmony import */ var _adoption_otherwise_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17408);
/* harmony import */ var _adoption_repository_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90621);
/* harmony import */ var _checking_find_beyond_reach_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44515);



const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy';
const USES = /(\buses:[ \t]*)(['"]?)aws-actions\/amazon-ecs-(render|deploy)-task-definition@[^\s'"#]+\2(?:[ \t]+#[ \t]*v?\d[\w.]*(?=[ \t]*\r?$))?/;
async function runAdopt({ write }, ports) {
    const read = await (0,_adoption_repository_js__WEBPACK_IMPORTED_MODULE_0__/* .readRepository */ .N)(ports);
    if ('problems' in read)
        return { document: { files: [] }, lines: [], problems: read.problems };
    const notRead = [...read.notRead, ...(0,_checking_find_beyond_reach_js__WEBPACK_IMPORTED_MODULE_1__/* .remarksBeyond */ .F)(read.beyond).map(({ message }) => message)];
    const lines = [];
    const problems = [];
    const files = [];
    const left = [];
    for (const workflow of read.workflows) {
        const { text, edits, strange } = rewritten(workflow);
        const { file } = workflow;
        left.push(...strange.map(line => `${file}:${line}: its "uses" is not written as usual, and stays as it is.`));
        if (edits.length === 0)
            continue;
        const problem = write ? ports.write(file, text, { isNew: false }) : undefined;
        if (problem)
            problems.push(problem);
        files.push({ file, edits, written: write && problem === undefined });
        const changes = edits.flatMap(({ line, removed, inserted }) => [
            `  ${line} - ${removed}`,
            `  ${line} + ${inserted}`
        ]);
        lines.push(`${file}:`, ...changes, '');
    }
    const rest = [...left, ...(0,_adoption_otherwise_js__WEBPACK_IMPORTED_MODULE_2__/* .otherwiseLines */ .s)(read.otherwise), ...notRead];
    const last = lastLine({ isChanged: files.length > 0, write, isAll: rest.length === 0 });
    const document = { notRead, otherwise: read.otherwise, left, files };
    return { document, lines: [...lines, ...rest, last], problems };
}
function rewritten({ text, steps }) {
    const lines = text.split('\n');
    const edits = [];
    const strange = [];
    for (const { line } of steps) {
        const [removed] = USES.exec(lines[line - 1] ?? '') ?? [];
        if (removed === undefined) {
            strange.push(line);
            continue;
        }
        const inserted = removed.replace(USES, `$1${PLACE}/$3@v1`);
        edits.push({ line, removed, inserted });
        lines[line - 1] = (lines[line - 1] ?? '').replace(removed, () => inserted);
    }
    return { text: lines.join('\n'), edits, strange };
}
function lastLine(done) {
    if (!done.isChanged)
        return done.isAll ? 'Nothing to change.' : 'Nothing to change in what was read.';
    return done.write
        ? 'Review the changes (git diff), and open a pull request.'
        : 'Nothing was written; --write does.';
}


/***/ })

};
