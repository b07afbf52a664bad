/** The style sheet of the page; the page's policy allows exactly these bytes. */
export const STYLES = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1f2328;--soft:#59636e;--line:#d1d9e0;--box:#f6f8fa;--good:#116329;--bad:#b3131f;--link:#0550ae}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9ea7b1;--line:#3d444d;--box:#151b23;--good:#56d364;--bad:#ff8a82;--link:#6cb0ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
main,footer{max-width:72rem;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:1.4rem;line-height:1.3;margin:.2rem 0 .6rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--line)}
p{margin:.4rem 0}
a{color:var(--link)}
code,pre{font:.85em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.good{color:var(--good)}.bad{color:var(--bad)}.soft{color:var(--soft);font-size:.85rem}
ul,ol{padding-left:1.4rem;margin:.4rem 0}
details{border:1px solid var(--line);border-radius:8px;padding:.4rem .8rem;margin:.5rem 0}
summary{cursor:pointer;padding:.15rem 0}
pre{background:var(--box);border:1px solid var(--line);border-radius:8px;padding:.6rem .8rem;overflow-x:auto;max-height:24rem;margin:.4rem 0}
pre.command{user-select:all;white-space:pre-wrap;max-height:none}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);font-weight:400}
th[scope=row]{min-width:10rem}
td{min-width:3.5rem}
thead th{color:var(--soft);font-size:.8rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media (max-width:40rem){
table,tbody,tr,th,td{display:block;width:auto}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-bottom:1px solid var(--line);padding:.4rem 0}
th,td{border:0;padding:.1rem 0;min-width:0!important}
td:empty{display:none}
pre.log{white-space:pre-wrap}
td[data-label]:not([data-label=""])::before{content:attr(data-label) ": ";color:var(--soft);font-size:.85em}
main,footer{padding:.8rem}
}
@media print{
:root{--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--box:#fff}
main{max-width:none;padding:0}
footer{display:none}
details{border:0;padding:0}
::details-content{content-visibility:visible;block-size:auto}
pre{max-height:none;white-space:pre-wrap}
h2,summary{break-after:avoid}
}
`
