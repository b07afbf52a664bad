export const id=7815;export const ids=[7815];export const modules={7815:((e,t,n)=>{n.d(t,{runInit:()=>m});var s=n(42683),o=n(38815);let i="ecs-sealed-deploy/ecs-sealed-deploy/.github/workflows";function r({name:e,permissions:t},n){let s=n.length>1;return(0===n.length?[""]:n).map(n=>{let o=["contents: read # to check the repository out",l,...t],r=""===n?"":`    with:
      environment: ${n}
`;return`  ${s?`${e}-${n}`:e}:
    permissions:
${o.map(e=>`      ${e}
`).join("")}    uses: ${i}/${e}.yml@v1
${r}`}).join("")}let l="id-token: write # to ask GitHub for the token that AWS exchanges for credentials";var a=n(13216),p=n(48149);async function m({write:e},t){var n,l,h,c;let d,u,f=await (0,a.N)(t);if("problems"in f)return{lines:[],problems:f.problems};let{workflows:w,definitions:$}=f,y=(0,p.HW)(w,$);if(0===y.entries.length){return{lines:[],problems:[(l=w.length,{code:"nothing-to-adopt",fault:"user",message:`None of the ${l} workflows deploys to ECS by an action or command that is known here, and git tracks no task definition.`,hint:"Run it at the top of the repository, with the files committed or added to git."})]}}let b=(0,s.N)(y),g=[{file:".github/ecs-sealed-deploy.yml",text:function(e,t){let{defaults:n,services:s,environments:i}=e,r=new Map,l=(e,t)=>Object.fromEntries(Object.entries(e).map(([e,{value:n,note:s}])=>(s&&r.set([...t,e].join("\0"),s),[e,n]))),a=(e,t)=>Object.fromEntries(Object.entries(e).map(([e,n])=>[e,l(n,[...t,e])])),p={...Object.keys(n).length>0?{defaults:l(n,["defaults"])}:{},services:a(s,["services"]),...Object.keys(i).length>0?{environments:Object.fromEntries(Object.entries(i).map(([e,t])=>{let n=["environments",e],s=a(t.services,[...n,"services"]),o=Object.keys(s).length>0?{services:s}:{};return[e,{...l(t.general,n),...o}]}))}:{}},m=new o.yo(p);for(let[e,t]of r){let n=m.getIn(e.split("\0"),!0);(0,o.jn)(n)&&(n.comment=` ${t}`)}(0,o.YR)(m,{Map:(e,t)=>{t.flow=0===t.items.length}});let h=function({entries:e,unused:t}){let n=e.flatMap(({key:e,environment:t,cells:n})=>Object.entries(n).flatMap(([n,s])=>"open"===s.kind?[`#   ${n} of ${e}${t?` in ${t.word}`:""}: ${s.why} (${s.from})
`]:[])),s=t.map(({file:e})=>`#   what deploys ${e}
`);return[...new Set([...n,...s])]}(t),c=`# yaml-language-server: $schema=https://raw.githubusercontent.com/ecs-sealed-deploy/ecs-sealed-deploy/v1/schema/ecs-sealed-deploy.schema.json
`,d=h.length>0?`# Not known from the repository, to be added:
${h.join("")}
`:"";return`${c}${d}${m.toString({lineWidth:0})}`}(b,y)},{file:".github/workflows/ecs-pull-request.yml",text:(h=n=Object.keys(b.environments),`name: ECS pull request
on: pull_request
permissions: {}
jobs:
  check:
    permissions:
      contents: read # to check the repository out
    uses: ${i}/check.yml@v1
${r({name:"plan",permissions:["pull-requests: write # to write the comment"]},h)}`)},{file:".github/workflows/ecs-deploy.yml",text:(d=0===(c=n).length?"":`    inputs:
      environment:
        type: choice
        required: true
        options: [${c.join(", ")}]
`,u=0===c.length?[]:["${{ inputs.environment }}"],`name: ECS deploy
# Started by hand. Add "push:" with the branch that is to be deployed, and name the environment that it means.
on:
  workflow_dispatch:
${d}permissions: {}
jobs:
${r({name:"deploy",permissions:[]},u)}`)}],k=[],v=[...function({entries:e,unused:t,notes:n}){let s=[["service","what","value","from where"],...e.flatMap(({key:e,environment:t,cells:n})=>[[e,"environment",t?.word??"(none is named)",`${t?.from??""}${t?.isGuess?" (guess)":""}`],...Object.entries(n).map(([t,n])=>[e,t,"known"===n.kind?n.value:`? ${n.why}`,`${n.from}${"known"===n.kind&&n.isGuess?" (guess)":""}`])])],o=[0,1,2].map(e=>Math.max(...s.map(t=>t[e]?.length??0)));return[...s.map(e=>e.map((e,t)=>e.padEnd(o[t]??0)).join("  ").trimEnd()),...t.map(({file:e})=>`No workflow was seen to deploy ${e}.`),...n]}(y)];for(let{file:n,text:s}of g){let o=t.exists(n);if(v.push("",`${n}${o?" exists and is left as it is; this is what would be written:":":"}`),v.push(...s.trimEnd().split("\n").map(e=>`  ${e}`)),!e||o)continue;let i=t.write(n,s,{isNew:!0});i?k.push(i):v.push("  -> written")}return v.push("",e?'Look at the files, and run "ecs-sealed-deploy check".':"Nothing was written; --write does."),{lines:v,problems:k}}})};
