from tests.factories import SECRETARIAT
async def test_everything_builds(build):
    wg = await build.space()
    ws = await build.space("workstream", parent=wg)
    co = await build.space("collaborative")
    rg = await build.space("reference_group"); tt = await build.space("task_team"); lc = await build.space("language_community")
    old = await build.space(status="disbanded"); p = await build.space("task_team", status="proposed")
    sg = await build.space("steering_group"); sec = await build.space("secretariat")
    org = await build.organisation(partner=True, aliases=["X"])
    m = await build.member(organisation=org); m2 = await build.member(status="external")
    for s in (wg, co, rg, sg): await build.seat(s, org)
    s = await build.seat(ws, org, primary=m)
    for x in (tt, lc, rg, sec): await build.seat(x, m2)
    o2 = await build.organisation()
    await build.seat(ws, o2, alternate=m2)
    await build.application(wg, await build.organisation(), primary=await build.member())
    await build.application(tt, m, status="declined")
    await build.decision(tt); await build.call(sg)
async def test_clients(public, secretariat, organisation_client, build, queries):
    org = await build.organisation()
    c = await organisation_client(org)
    assert (await public.get("/v1/organisations")).status_code == 401
    with queries() as seen: r = await secretariat.get("/v1/organisations")
    print(seen); assert r.status_code == 200, r.text
    assert len(r.json()["items"])==1
    r = await c.get(f"/v1/organisations/{org.slug}"); assert r.status_code == 200
    assert (await secretariat.post("/v1/organisations", json={"name":"A","type":"network"})).status_code == 201
async def test_committed(committed_db):
    async with committed_db.building() as b: o = await b.organisation()
    c = await committed_db.as_role("service_client")
    assert (await c.get(f"/v1/organisations/{o.slug}")).status_code == 200
async def test_owner(owner): 
    from sqlalchemy import text
    assert await owner.scalar(text("select current_user")) == "inee_owner"
