/** What is at stake in the calls of accounts in difficulty: use that falls, support, a champion gone, unhappy people, leaving. */

export const troubleScenes: Record<string, string> = {
  'fading-review': `csm: I will start with the figure that made me ask for this call. Activity is {pct} lower than a month ago, and it was falling before that.
a: I have seen it in your mail. I was hoping that it was a mistake in the report.
csm: I checked it twice, I am afraid it is real. {users} people were active last week. You have {seats} seats.
a: How many was it at the best time?
csm: More than twice that. And it is not everybody a little less, it is {siteB} that has stopped altogether.
b: {siteB} was merged with {siteA} in the reorganisation. They have a new regional lead, and he brought his own list.
csm: A list on paper?
b: A spreadsheet. A good one, to be fair. With colours.
a: Nobody told them to stop using {feature}. But nobody told them to go on either.
csm: And the {crew} themselves?
b: They do what is quickest. In the spreadsheet they have to fill in four columns. With you it is nine fields.
csm: That is a sentence that I can work with. Which of the nine does anybody read afterwards?
b: Three. Perhaps four, if there is an audit.
csm: Then we switch off the other five for {siteB}. That takes me an hour, not a project.
a: I do not want to promise you that it helps. The mood is not good at the moment. People are waiting to hear who stays.
csm: I understand. Then let us not do anything large. One team in {siteA}, four weeks, three fields, and one figure that we look at.
a: Which figure?
csm: You choose. For me it could be {jobs} closed on the day itself.
b: That one we would need anyway, the customer asks for it.
a: All right. One team, four weeks. I decide which team by {dueDate}.
csm: And if it does not move, I will be the first to say so.
a: One more thing, and this stays between us. Head office looks at other tools. I do not know which. I was not asked.
csm: Thank you for telling me. May I speak with {sponsor} about it, without your name?
a: Without my name, yes.`,
  'fading-save': `csm: I asked for this call because I think that we are about to lose you, and I would rather talk about it than read it in a letter.
a: That is direct.
csm: {users} of {seats} seats, {pct} down in a month, and three mails of mine without an answer. I can add up.
a: You are not wrong. The truth is that {competitor} has been here twice.
csm: Who invited them?
b: {sponsor} did. They know each other from an earlier company.
csm: And what did they show?
b: A very nice planning board. And {wish}, which we have been asking you for since last year.
csm: Yes. I know. That one hurts because it is true.
a: They also promised to move all of our data in three weeks.
csm: For {siteCount} {sites}? Did they say what happens to the photos and the signatures?
b: They said "of course".
csm: I would ask for that in writing. In the two moves that I have seen, the history stayed behind, and with it the proof for the auditors.
a: That would be a problem for us. We have to keep it for five years.
csm: Then it is the first question to put to them. I say this although it sounds like what I would say anyway.
a: And the price. They are {rivalCut} below you.
csm: In the first year. I will not start with the price, because at the present level of use even half would be too much.
b: That is what {sponsor} says.
csm: And rightly so. So let us speak about use. What would have to happen in the next sixty days that you could say with a good conscience: we stay?
a: {siteA} back where it was a year ago. And somebody who answers when I ask for {wish}.
csm: The second I can do today. It comes in {nextQuarter}, in a first version, and {siteA} can have it in test before.
a: Is that a promise?
csm: It is a date with a name behind it, and I will send it to you in writing by {weekday}. If it moves, I call you.
a: And {siteA}?
csm: I come on {meetDate}, and I stay for two days. I want to see what people do, not what they say.
b: They will say a lot.
a: Fine. Sixty days. I tell {sponsor} that I asked for them. But I cannot hold it longer than that.`,
  'support-escalation': `a: I am going to be blunt. We have had {several} tickets in six weeks, and I have explained the same thing to four different people.
csm: I read all of them last night. You are right, and I am not going to defend it.
a: "{fault}". That is the title of three of them. Three, because two were closed.
csm: They should not have been closed. One was closed because nobody answered within five days, and the person who should have answered was on holiday, on our side.
b: On your side?
csm: On ours, yes.
b: Well, at least that is honest.
a: Do you know what it means for us? My {crew} stand in {siteA} in the morning and cannot close a job. So they write it on paper, and {b} types it in at night.
b: Until eleven, on Tuesday.
csm: I am sorry, {b}. How many jobs is that?
b: About {dozen} a day.
csm: Let me tell you what we know since yesterday. When the phone loses the connection in the middle of a form, {feature} believes that the form is older than it is, and throws the newer answers away.
a: So it was never our network.
csm: No. It was never your network. We told you that it was, and that was wrong.
a: I would like to have that in writing. My own IT department has lost a week over it.
csm: You will have it today, addressed to them if you like.
a: When is it fixed?
csm: The change is being tested. {siteA} gets it on {dueDate}, before everybody else, and if it holds for two days, all {sites} get it.
a: And if the date slips?
csm: Then I call you before you notice. And in that case our head of support comes here in person.
b: What do we do until then? I cannot do another week of nights.
csm: I have a proposal. Send me the paper as photos, in the evening, and two of our people type it in. They start today.
b: You would do that?
csm: It is the least. Please take it.
a: All right. And one more thing: I want one person. With a name and a number.
csm: From today it is one engineer, for all that you report. First answer within four hours, seven to seven. I write the name into the chat now.
a: Good. I will tell {sponsor} that we wait until {dueDate}. Not longer.`,
  'support-review': `csm: Two weeks ago we promised you four things. I would like to go through them as if you were the auditor.
a: I like that game.
csm: First, the fix for "{fault}". It has been live in {siteA} since last Tuesday, and in {siteB} since Friday.
b: {siteA} has been quiet. In {siteB} I had one case, yesterday.
csm: I saw it. It is another cause, a phone with a very old version. But I count it as open until you say otherwise.
b: Fair enough.
csm: Second, a named engineer. How was that?
b: Good. Knows what we do, does not ask for screenshots of everything. Can we keep her?
csm: For the rest of the year, that is agreed. Third, the first answer within four hours. The median was three, but two tickets took a day.
a: Which two?
csm: Both on a Saturday. Your contract says Monday to Friday. I mention it because you work on Saturdays, and we never spoke about that.
a: We have worked on Saturdays for years.
csm: I know that now. There is a package for it, Premium Care. I do not want to sell you anything in this call, I only want you to know why.
a: Put the price into the mail. I decide nothing today.
csm: Fine. Fourth, the written account of what went wrong. You had it last {weekday}, two pages.
a: I read it. It was the first paper of a supplier with the word "mistake" in it. {sponsor} has it now.
csm: What did {sponsor} say?
a: "Let us see in three months."
csm: That is fair as well. What is the mood among the {crew}?
b: Mixed. Some have stopped reporting. They say that it does not help anyway.
csm: That worries me more than the tickets. Could we make it easier? A photo to a number, no form.
b: A photo they would send.
csm: Then we set up a number this week. I would rather have thirty photos than silence.
a: Agreed. And we look at the list again on {meetDate}.
csm: One figure until then: days without a new case of the old fault. Today it is nine.
b: I am going to write that on the board. Nine.`,
  'champion-handover': `csm: Thank you for meeting me, I know that this landed on your desk without much warning.
a: You could say that. {gone} left, and I found out afterwards what {gone} had been doing all day.
csm: May I ask what you know about us?
a: That there is an invoice, that it is {arr} a year, and that people in {siteA} like it.
csm: That is more than most know in your place. I brought one page, with what {gone} built here.
a: Please keep it simple.
csm: In one sentence: every morning the plan for {siteCount} {sites} was made in the Scheduler, and in the evening you could see what had been done. {gone} made the plan.
b: And since {gone} is not here, each {site} makes its own plan. Some in the system, some not.
csm: You can see it in the figures. {users} of {seats} people are active. It was clearly more three months ago.
a: Is that bad for you or bad for us?
csm: For both, but first for you. You pay for all of it.
a: {b}, could you do it? The planning?
b: I could keep the settings running. But I cannot tell the {site} managers what to do. {gone} could.
csm: That is the real gap, I think. It needs somebody who may decide. It need not be somebody technical.
a: We are looking for a successor. It takes until {laterMonth}, if we are lucky.
csm: Then let us talk about the time until then. What must not break?
a: The customers in {siteB} want their reports. That is in the contract.
b: And the checks of the {assets}, by law.
csm: So we protect those two, and let the rest rest. {feature2} for {siteC} can wait, although {gone} and I had agreed on it.
a: That is a reasonable way to see it.
csm: I would need three things from you. A name for the next three months, even on paper. Ten minutes of your time every second week. And an introduction to {sponsor}.
a: The name is {b}. The ten minutes are possible. Why {sponsor}?
csm: Because you decide on {renewal} about the contract, and at the moment nobody up there has ever met us.
a: That is honest. I will see what I can do.
b: If I am the name, I would like a training. A real one, not a video.
csm: You get one in {siteA}, on {meetDate}, the whole morning.`,
  'unhappy-feedback': `csm: You gave us a very low score, and you wrote a comment. I would like to understand it.
a: I did not think that anybody reads those.
csm: I do. You wrote that it makes your people slower.
a: Because it does. My people do {dozen} {jobs} a day, each. Before, they made a tick on paper. Now they take off the gloves, unlock the phone, wait, find the job, and answer nine questions.
csm: How long does it take, from the gloves to the last question?
a: Two minutes. On paper it was ten seconds. You can do the sum.
csm: I did. That is an hour a day for each of them.
a: And the office says how wonderful it all is, because now they have their figures.
b: That is not quite fair. The office also sees it.
a: The office sees the figures. My people stand in the rain.
csm: What would you do, if it were your product?
a: A big button. "Done." And only if something is wrong, then the questions.
csm: That is a good idea, and I ask myself why nobody has done it. Give me a moment. The questions are required because the template says so. Whose template is it?
b: Head office made it, two years ago. Nobody has looked at it since.
csm: So a part of this we can change together, without waiting for anybody in product.
a: I have heard that before. In {lastQuarter} I asked for {wish}. Somebody wrote "great suggestion". And then, nothing.
csm: You should have had an answer. Here it is, late: it is not planned for this year. I do not like saying it.
a: I like it better than "great suggestion".
csm: May I come to {siteB}, and stand next to one of your people for a morning? With gloves.
a: Are you serious?
csm: I would like to count the taps.
a: Come on {meetDay}. Six o'clock. Bring proper shoes.
csm: I will be there. And {b}, could you find out who may change the template?
b: I think that I may. I only never dared.
csm: Then we build the big button on {meetDay}, after the morning, and your people try it for a week.
a: If that works, I will give you a six. Not more.`,
  'exit-interview': `csm: Thank you for giving me this time although the decision is made. I am not here to turn it round.
a: I appreciate that. The last supplier sent three directors.
csm: I only want to understand it, so that I make other mistakes next time. Where would you start?
a: {churnWhy}
csm: When did you know?
a: Honestly? About half a year before I wrote to you. There was a review, and somebody asked what we would miss if we switched it off. Nobody had an answer.
csm: Was I in that review?
a: No. I think we had stopped inviting you by then.
b: I would have missed it. But I was not asked either.
csm: What would you have missed, {b}?
b: The history. When a customer rings and says that we were never there, I open the photo and send it. That was worth a lot to me.
csm: Did anybody up there know that?
b: No. Probably I should have said it louder.
csm: Or I should have asked you. I spoke with {champion}, mostly, and took that for the whole company.
a: That is a fair description. We also changed three managers in that time, to be fair to you.
csm: Was there a moment when we could still have changed something?
a: When {wish} came up for the third time. If somebody had said "no, and here is why", we would have looked for another way. We only ever heard "soon".
csm: I wrote that word at least once myself.
a: You did. I kept the mail.
csm: I am sorry. How was support?
b: Friendly. Slow at the end, but friendly.
csm: And the move, how far are you?
a: We switch at the end of the term. What I need is the export, with the photos, in something that people can read.
csm: You get all {jobs} as files, one folder for each {site}, photos inside. {b} can test it two weeks before.
b: That would be good. Last time somebody sent us a database.
csm: No database. And the reading access stays for thirty days after the end, without cost.
a: Thank you. If you ever have {wish}, let me know. I mean that.
csm: I will. And if I may, I would like to call you in a year, just to hear how it went.
a: Do that.`,
}
