export const id = 458;
export const ids = [458];
export const modules = {

/***/ 458:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   expandPattern: () => (/* binding */ expandPattern)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var tinyglobby__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3382);


async function expandPattern(root, pattern) {
    const local = ((0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(pattern) ? (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(root, pattern) : pattern)
        .replaceAll('\\', '/')
        .replace(/^\.\//, '');
    const paths = await (0,tinyglobby__WEBPACK_IMPORTED_MODULE_1__/* .glob */ .TI)(local.replaceAll('{service}', '*'), {
        cwd: root,
        dot: true,
        expandDirectories: false,
        followSymbolicLinks: false,
        ignore: ['**/node_modules/**', '**/.git/**']
    });
    if (!local.includes('{service}'))
        return paths.toSorted((a, b) => (a < b ? -1 : 1)).map(path => ({ path }));
    const matcher = serviceMatcher(local);
    return paths
        .toSorted((a, b) => (a < b ? -1 : 1))
        .flatMap(path => {
        const service = matcher.exec(path)?.groups?.['service'];
        return service === undefined ? [] : [{ path, service }];
    });
}
function serviceMatcher(pattern) {
    let named = false;
    const source = pattern.replaceAll(/\{service\}|\*\*\/|\*\*|\*|\?|\{[^}]*\}|\[[^\]]*\]|[\\^$.|+()]/g, part => {
        if (part === '{service}') {
            const first = !named;
            named = true;
            return first ? '(?<service>[A-Za-z0-9_-]+)' : '\\k<service>';
        }
        if (part === '**/')
            return '(?:.*/)?';
        if (part === '**')
            return '.*';
        if (part === '*')
            return '[^/]*';
        if (part === '?')
            return '[^/]';
        return part.startsWith('{') || part.startsWith('[') ? '[^/]*' : `\\${part}`;
    });
    return new RegExp(`^${source}$`);
}


/***/ })

};
