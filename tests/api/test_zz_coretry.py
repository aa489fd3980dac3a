import pytest
from tests.days import *
from tests.answers import good
async def test_end(secretariat, build):
    o=await build.organisation(); p=await build.member(organisation=o)
    s=await build.seat(await build.space(), o, primary=p)
    r=await secretariat.post(f"/v1/memberships/{s.id}/end", json={"reason":"x"})
    print(r.text); assert r.status_code==200
async def test_disband(secretariat, build):
    sp=await build.space("task_team"); await build.seat(sp, await build.member())
    path = f"/v1/spaces/{sp.id}/transitions"
    seen = good(await secretariat.get(f"{path}/disbanded/consequences"))["hash"]
    form = {"to": "disbanded", "end_reason": "interest_lapsed", "reason": "Few came.", "consequences": seen}
    good(await secretariat.post(path, json=form))
