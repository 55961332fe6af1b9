/** What is at stake in the calls of accounts that start, renew, grow, recover or simply go on. */

export const growthScenes: Record<string, string> = {
  'price-negotiation': `a: Let us not waste time. You want {newPrice}, I have {arr}, and my budget was cut.
csm: Thank you for saying it at once. By how much was it cut?
a: By {cut}, for all suppliers, without exception.
ae: {a}, this is {ae}. May I ask whether that is the amount for the year, or the amount for each seat?
a: For the year. How I get there is my business.
csm: Then there is a way that is not a discount. You have {seats} seats, and {users} people used them last week.
a: I know that number. {b} sent it to me. I wanted to see whether you would mention it.
csm: I would. {idle} seats without anybody on them should not be paid for.
ae: If we take out the idle ones and keep the price of each seat, you are close to your figure, without a new price list.
a: Close is not there.
b: May I say something? In {peak} I need more people than now. If the seats are gone, I have a problem.
ae: Then a flexible part. The base as it is used today, and a tenth more for three months, paid only in those months.
a: What does the tenth cost?
ae: The same for each seat, by the month. I will send it with numbers.
a: And the increase of {uplift}?
csm: That is the part where I need something from you. For two years instead of one, it goes away, and there is {discount} on top.
a: Two years is difficult. Nobody here signs two years at the moment.
csm: With a way out after twelve months, if you close more than a quarter of the {sites}?
a: That would be new. I would have to show it to legal.
ae: We have the clause ready, other customers use it.
a: {competitor} offers me {rivalCut} less, without any clause.
csm: I know. And without {feature2}, and without the phone line. I would ask them for the price of the second year.
b: And I would ask who moves {siteCount} {sites}. Because I know who it would be.
a: Yes, {b}, I know as well. All right: two versions by {weekday}. One year with fewer seats, two years with the clause. I decide on {laterDate}.
ae: You will have both, approved on our side, so that nobody has to go back.
csm: And a page with what {feature} brought you. Not for you, for {sponsor}.
a: Short, please. {sponsor} reads one paragraph.`,
  'price-rival': `a: I want to be open with you. {competitor} has given us an offer, and {sponsor} likes it.
csm: Thank you. May I ask what it is that {sponsor} likes?
a: The price, first of all. {rivalCut} below yours. And the planning board is pretty.
b: It is pretty. I was there. It also has {wish}.
csm: That one we do not have, and it would be foolish to argue. What did you not see in the demo?
b: Anything without a connection. They had very good wireless in that room.
csm: Did you ask?
b: I asked. They said that it was on the roadmap.
csm: For your {siteB}, with the basement, that means paper.
a: You are good at this, but the price is still the price.
csm: Let me put it differently. What have you got from us in the last year that somebody would notice?
a: {b}?
b: Well. {gain}, for a start.
csm: What is that worth? Not what we say, what you would say.
a: I would have to calculate. Perhaps {saving} a year.
csm: May I use that figure in one page for {sponsor}, with your name under it?
a: With {b}'s name. {b} has the data.
b: I do. But I want to see the page before.
csm: Of course. Now the other side: what would a move cost? In weeks, not in money.
b: Two months of double work. And the {crew} have just got used to this one.
a: That is what I told {sponsor}. The answer was that every change hurts.
csm: That is true. It should only hurt for a reason. What is the latest day on which you decide?
a: The contract ends on {renewal}. With the notice period, I need to know by {laterDate}.
csm: Then I propose: by {weekday} the page, on {meetDate} twenty minutes with {sponsor}, and from {ae} an offer that I would sign myself.
a: What would be in it?
csm: This year's price held, for {users} people and a reserve. Nothing clever.
a: If that is really what comes, we have something to talk about.`,
  'slow-checkin': `csm: We are in week {several}, and the plan said that {siteA} would be live by now. Let us look at why it is not, without looking for anybody to blame.
a: That is kind, but I can tell you who. It is the list.
csm: The list of {assets}?
a: Each {site} has its own numbers. {siteA} counts from one, {siteB} also counts from one.
b: And {siteC} uses names. Someone called one of them "Old Bertha".
csm: I look forward to meeting her. How many have you got in a form that you trust?
b: About a third. I do it in the evening, next to my work.
csm: How long for the rest?
b: If nothing comes in between? Five weeks.
a: Something always comes in between.
csm: Then let us not wait for the rest. What happens if we start with the third that is good?
b: Then the {crew} find only every third one when they scan.
csm: Unless we choose one {site} where it is complete. Is there one?
b: {siteA}. Nearly. There are {dozen} missing.
csm: {dozen} we can do in an hour, together, by phone. You walk, I type.
a: You would do that?
csm: Gladly. What I fear is something else. We trained {several} people six weeks ago. If they do not use it soon, they have forgotten it.
a: They have forgotten it already. {user} asked me on Monday what it was for.
csm: Then a short refresher, on the first day itself, on the yard. No room, no screen.
a: And what do I say to {sponsor}? I am asked each week.
csm: Say that {siteA} goes live on {laterDate}, with everything, and that the other {sites} follow one by one, every two weeks. I write it to you in four lines.
a: Is {laterDate} realistic?
csm: If I get the hour with {b} by {dueDate}, yes. If not, no.
b: You get the hour. On {meetDay}, before seven.
csm: And your IT? Single sign-on was waiting for a signature.
a: It still is. I carry the form over there today, myself.
csm: Then we have three things, three names and one date. That is more than we had last week.`,
  'new-kickoff': `csm: Welcome, to both of you. Before we talk about software: what has to be different in six months, so that you say it was worth it?
a: That I do not get calls at five in the morning any more.
csm: Who calls at five?
a: The {crew}, because they do not know where to go. The plan hangs in the office, and the office opens at seven.
b: And because the plan of yesterday was changed at six in the evening, and nobody was there to read it.
csm: So the goal would be: everybody sees the plan of the day on the phone, and it is the right one.
a: If that works, the rest is a bonus.
csm: Then I write it down like that, and I will not let anybody make it larger. How many people are we speaking of?
b: {seats} seats in the contract. In {siteA} we would start with {several}.
csm: Good size. Who in {siteA} is curious, and who is against it?
b: {user} is curious. Against it are all those above fifty-five, and one of twenty-three.
csm: I would like to have the one of twenty-three in the first group.
a: Why that?
csm: Because if that one uses it, everybody does. What do you have on paper today that must not get lost?
b: The checks of the {assets}. We have to show them, with a signature and a date.
csm: That is Inspections, or close to it. But not in the first month. In the first month only the Scheduler.
a: I would have liked to start with everything.
csm: Most people would. Those who did, called me at five in the morning.
a: All right. Point taken.
csm: From you I need the list of the {assets} in {siteA}, as it is. Please do not clean it.
b: It is really ugly.
csm: Ugly is fine. By {dueDate}?
b: By {dueDate}.
csm: Then we import on our side, and on {meetDate} you see your own data. On {laterDate} the {several} in {siteA} start, and I am there at five.
a: At five?
csm: At five. I want to see the plan on the wall one last time.
a: Then I will bring the coffee.`,
  'growth-call': `a: You wanted to talk about the review. I want to talk about {siteC}.
csm: Then let us talk about {siteC}.
a: They were here last week, and saw how {siteA} works. On the way home they called me: when do we get that?
csm: What did they see?
b: The morning. That nobody rings anybody. And I told them that {gain}.
csm: That is your best sentence. How many people are they?
a: {dozen}, and a few in the office.
csm: You have {seats} seats and {users} of them in use. With {siteC}, and with the two that come after it, that will not do.
a: That is why I am calling. What does it cost?
csm: The same for each seat as today, and it ends on the same day as your contract. {ae} puts it on one page.
ae: I do. Do you want it from the first of {nextMonth}, or earlier?
a: From the first. The budget is there until the end of {quarter}, after that I have to ask again.
b: And {feature2}. They do not want to start without it.
csm: May I slow you down there? {siteA} needed two months until {feature} was boring. I would bring {feature2} when it is boring in {siteC} as well.
b: They will not like that.
csm: They will like it in the third month. What I can do is to show it to two of them, as a test.
a: That is a good compromise. Who does the training?
csm: I do the first day. The second day I would leave to {user} from {siteA}.
a: {user} will ask for a day off in return.
csm: Which is cheaper than I am. Is there anybody who might be against all this?
a: {buyer}, because of the money. And the supervisor in {siteC}, because it was not invented there.
csm: To {buyer} I would send what {siteA} saved. About {saving} a year, by your own sum.
a: It was my sum, yes. Send it with my regards.
csm: And the supervisor should choose the pilot team. Then it is invented there.
a: You have done this before.
csm: Once or twice. So: the page from {ae} by {weekday}, your answer by {dueDate}, and I am in {siteC} on {laterDate}.
b: I tell them today. They will be impossible until then.`,
  'growth-qbr': `csm: This is the review for {lastQuarter}. I suggest that you begin: what did you notice, without any figures?
a: That I was not called in. For years I was called in twice a month, when something had gone wrong in {siteB}.
b: I noticed that the {crew} complain about other things now. About the coffee.
csm: That is progress. Now the figures, one page. {users} people active, which is nearly everybody.
a: It was half of that a year ago.
csm: It was. {events} actions a week. And the part that I find remarkable: {feature2} went from nothing to daily use in one quarter.
a: Because {b} was stubborn.
b: Because it saves me an hour.
csm: What did it bring the company? {sponsor} will ask.
a: {gain}. That is measured, not felt.
csm: Which of the {siteCount} {sites} is the worst?
a: {siteB}. It always is.
csm: By how much?
b: They close about two thirds on the phone. The others are above nine tenths.
csm: Is it worth doing something, or is it simply {siteB}?
a: No, I want it done. In {laterMonth} we have an audit, and it will be in {siteB}.
csm: Then that is the goal for {quarter}: {siteB} above nine tenths before the audit. Who owns it?
b: I do.
csm: And what should we stop doing? You are paying for it, after all.
a: The monthly call. It has become a chat. A nice one.
csm: Then we make it every second month, and I send a page in the month between.
a: Good. What is coming on your side?
csm: {request} comes in {nextQuarter}, and you asked for it first. Would you like to have it in test, in {siteA}?
b: Yes. Before {a} says no.
a: I would have said yes. One wish: tell us early when the price changes. Last year I learnt it from the invoice.
csm: You are right. You hear it from me four months before {renewal}, whatever it is.
a: Then I am content. Next year we want to add {few} more {sites}, but that is another meeting.`,
  'steady-qbr': `csm: A quiet quarter, by the look of it. {users} of {seats} seats in use, as in {lastQuarter}, and {few} tickets, all solved.
a: Quiet is good. In this house nobody gets thanked for quiet.
csm: Then I thank you. Is there anything under the surface?
a: Two things. {siteB} gets a new building, and {user} goes on leave for half a year.
csm: Let us take {user} first, because that is sooner. What does nobody else know?
b: How the templates are made. And where the exceptions are, for the customers with special wishes.
csm: Could {user} show it to somebody before? I would record it, an hour, no more.
a: Show it to {b}.
b: I thought that you would say that.
csm: On {meetDate}? And the new building?
a: Opens in {laterMonth}. {dozen} more {assets}, four more {crew}.
csm: Seats are enough, you have {idle} free. The {assets} should be in before people move in. I have a template from the last time.
b: With the right column names this time?
csm: With the right column names. That was my mistake, I remember it well.
a: Good. Then something else. My management wants to know what we get for {arr} a year. It is not a threat, they ask that of everybody.
csm: What would they believe?
a: Something that they can check themselves.
csm: Then I would take the jobs that needed a second visit. You had that on paper, before us, for three years.
b: I still have those sheets. In a box.
csm: If you find the box, I make one chart: before and after. It may turn out worse than we think, and then we know that too.
a: I like that. Do it.
csm: You also asked for {request}, in {lastMonth}.
a: Yes. Has anything happened?
csm: It was discussed and put behind two others. So not in the next half year. I did not want you to find out by waiting.
a: Pity. But thank you. I would rather plan without it.
csm: The renewal is on {renewal}. Is there anything that would make you hesitate?
a: No. Only do not come with fifteen pages.`,
  'season-planning': `csm: In the figures you look as if you were leaving us. I know that you are not, but I would like to hear it.
a: It is the quiet time. Half of the {sites} are closed. Call me in {peak} and you will not reach anybody.
csm: Good. Then let us use the quiet for the busy. What went wrong last time?
b: The first week. We had {dozen} seasonal workers, and on Monday morning all of them wanted a login at once.
csm: How long did that take?
b: Until Wednesday. For two days they wrote on their hands.
csm: This time we make the logins two weeks before. I need only first names and a {site}.
a: We do not know the names two weeks before. We know them on Friday, if we are lucky.
csm: Then we prepare them without names. "{siteA} one" to "{siteA} twenty", and you write the name on a card.
b: That is not elegant, but it would work.
csm: It works at another customer with hotels. The second thing was speed, if I remember correctly.
a: In the busiest week {feature} took a minute to open. At seven in the morning, when everybody opens it.
csm: That was our fault, and the part has been replaced in {lastMonth}. I would still like to test it, with real load, before {peak}.
a: Can you do that without us?
csm: Almost. I need one hour with {b}, at seven, with ten phones.
b: Ten phones I can find.
csm: The third thing is the seats. You pay for {seats}, and use them for three months of the year.
a: I did not want to bring it up.
csm: I do. There is a contract that counts by season. For you it would be about the same money, but without the argument each year.
a: Then what is the advantage?
csm: In the busy months you never have to ask for a seat. And {buyer} gets one figure that does not change.
a: Send it to me. I will look at it in a week when I have time, so this week.
csm: By {weekday}. And training?
b: One day, everybody, half an hour each. And a film for those who come later.
csm: The film we make in {siteA}, with your people. I bring the camera, you bring the jackets.`,
  'recovery-check': `csm: Week {several} of the plan. You remember the figure that we chose: active people. When we began, it was under half. Last week it was {users} of {seats}.
a: I had it checked by somebody who does not like you. It is correct.
csm: Thank them from me. How does it feel? Figures are one thing.
a: It feels calmer. I no longer get mails with red exclamation marks.
b: In {siteA} I would say it is good. In {siteB} they do it because I look.
csm: What happens when you do not look?
b: On the two days when I was away it went down by a third.
csm: That is honest, and it is what I wanted to know. What would make them do it without you?
b: If they got something out of it themselves. At the moment they fill it in for the office.
csm: What would they want?
b: To know in the evening what comes tomorrow. They ask me every day at four.
csm: That exists. They only have to have the plan of the next day on the phone, and the plan has to be ready by four.
a: The plan is ready at six.
csm: Could it be four, in {siteB} only, for two weeks?
a: I would have to talk to the dispatchers. They will not be happy.
csm: Two weeks, as a test. If nobody looks at it, we stop.
a: All right. Two weeks.
csm: The tickets: none older than two days since {lastMonth}. One came back and was solved the same afternoon.
a: Yes. I told {sponsor}. There was a nod.
csm: A nod is worth a lot, after that winter. May I ask how {sponsor} sees the renewal?
a: Half a year ago I would have said no chance. Now: it depends on whether it holds.
csm: Until when would it have to hold?
a: Until {laterMonth}. Then I write my recommendation.
csm: Then we keep the weekly call until {laterMonth}, and not a week less. I know that the temptation is to stop when it gets better.
b: Please keep it. It is the only call where somebody asks me something.
a: One thing is still open from the old list: {request}.
csm: Yes. There I have nothing new, and I do not want to dress it up. I ask again and you have an answer by {dueDate}, even if it is a no.`,
}
