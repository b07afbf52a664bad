export const id = 8966;
export const ids = [8966];
export const modules = {

/***/ 18966:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isEqualRevision: () => (/* binding */ isEqualRevision)
/* harmony export */ });
/* harmony import */ var _aws_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(88757);
/* harmony import */ var _plan_compare_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54546);
/* harmony import */ var _template_schema_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(42805);



async function isEqualRevision(arn, wanted, { ecs }) {
    try {
        const live = await ecs.describeTaskDefinition(arn);
        if (live === undefined || live.family !== wanted['family'])
            return false;
        return (0,_plan_compare_js__WEBPACK_IMPORTED_MODULE_0__/* .compareDefinitions */ .E)(wanted, live.definition, { isKnown: _template_schema_js__WEBPACK_IMPORTED_MODULE_1__/* .isKnownMember */ .il }).differences.length === 0;
    }
    catch (error) {
        if (error instanceof _aws_error_js__WEBPACK_IMPORTED_MODULE_2__/* .AwsError */ .Gy)
            return false;
        throw error;
    }
}


/***/ })

};
