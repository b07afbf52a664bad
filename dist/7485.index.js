"use strict";exports.ids=[7485],exports.modules={48161:((r,e,o)=>{o.b(r,"node:os")}),87485:((r,e,o)=>{o.r(e),e.temporaryFolder=function(){return(0,t.tmpdir)()};var t=o(48161)})};
